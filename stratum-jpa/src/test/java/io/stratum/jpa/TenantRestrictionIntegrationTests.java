package io.stratum.jpa;

import java.util.List;
import java.util.UUID;

import io.stratum.jpa.desk.Client;
import io.stratum.tenant.Tenant;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class TenantRestrictionIntegrationTests {

	private static FrontDesk desk;

	@BeforeAll
	static void start() {
		desk = new FrontDesk();
	}

	@AfterAll
	static void stop() {
		desk.close();
	}

	@Test
	void plansAreKeptAndServeEachTenantWithItsOwnRows() {
		assertThat(names(desk.acme)).containsExactly("acme");
		Statistics statistics = factory().getStatistics();
		long hits = statistics.getQueryPlanCacheHitCount();
		long misses = statistics.getQueryPlanCacheMissCount();
		assertThat(names(desk.globex)).containsExactly("globex");
		assertThat(statistics.getQueryPlanCacheHitCount()).isGreaterThan(hits);
		assertThat(statistics.getQueryPlanCacheMissCount()).isEqualTo(misses);
	}

	@Test
	void nothingIsLeftThatCouldBeSwitchedOff() {
		assertThat(factory().getDefinedFilterNames()).doesNotContain("_tenantId");
		assertThat(desk.in(desk.acme, () -> {
			desk.entities.unwrap(Session.class).disableFilter("_tenantId");
			return desk.names();
		})).containsExactly("acme");
	}

	@Test
	void statementsLeadBackToTheConnectionOfTheSession() {
		desk.in(desk.acme, () -> {
			desk.entities.unwrap(Session.class).doWork((connection) -> {
				for (String sql : List.of("select 1", "select 1 where 'x' = " + RestrictedText.MARKER)) {
					assertThat(connection.prepareStatement(sql).getConnection()).isSameAs(connection);
				}
			});
			return null;
		});
	}

	@Test
	void statementWithoutAParameterForTheTenantFails() {
		UUID foreign = desk.persistClient(desk.globex);
		desk.in(desk.acme, () -> {
			desk.entities.unwrap(Session.class)
				.doWork((connection) -> assertThat(catchThrowable(() -> connection.createStatement()
					.executeQuery("select * from client where tenant_id = " + RestrictedText.MARKER)))
					.hasMessageContaining("uuid"));
			return null;
		});
		assertThat(desk.in(desk.acme, () -> desk.entities.find(Client.class, foreign) == null)).isTrue();
	}

	private static List<String> names(Tenant tenant) {
		return desk.in(tenant,
				() -> desk.entities.createQuery("select c.name from Client c where c.name <> :not", String.class)
					.setParameter("not", "nobody")
					.getResultList());
	}

	private static SessionFactoryImplementor factory() {
		return desk.factory.unwrap(SessionFactoryImplementor.class);
	}

}
