package io.stratum.jpa;

import io.stratum.isolation.TenantIsolationException;
import jakarta.persistence.PersistenceException;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefusalConverterIntegrationTests {

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
	void bulkUpdateIntoAnotherTenantIsAnIsolationError() {
		assertRefused("update Client set tenantId = ?1");
	}

	@Test
	void insertForAnotherTenantIsAnIsolationError() {
		assertRefused("insert into Client (id, tenantId, visits) select c.id, ?1, 0 from Client c");
	}

	@Test
	void nativeStatementAndStatelessSessionSayTheSame() {
		assertThatExceptionOfType(TenantIsolationException.class).isThrownBy(() -> desk.run(desk.acme,
				() -> desk.entities.createNativeQuery("update client set tenant_id = ?1")
					.setParameter(1, desk.globex.id().value())
					.executeUpdate()));
		desk.as(desk.acme,
				() -> assertThatExceptionOfType(TenantIsolationException.class)
					.isThrownBy(() -> desk.factory.unwrap(SessionFactory.class)
						.inStatelessTransaction(
								(session) -> session.createNativeMutationQuery("truncate client").executeUpdate())));
	}

	@Test
	void otherErrorsStayWhatTheyAre() {
		assertThatExceptionOfType(PersistenceException.class).isThrownBy(
				() -> desk.run(desk.acme, () -> desk.entities.createNativeQuery("select 1 / 0").getResultList()));
		assertThatExceptionOfType(ConstraintViolationException.class)
			.isThrownBy(() -> desk.run(desk.acme, () -> desk.entities.createNativeQuery("""
					insert into client (id, visits) select id, 0 from client
					""").executeUpdate()));
	}

	@Test
	void secondInstallationChangesNothing() {
		RefusalConverter.install(desk.factory);
		assertRefused("update Client set tenantId = ?1");
		assertThat(desk.in(desk.acme, desk::names)).containsExactly("acme");
	}

	private static void assertRefused(String hql) {
		assertThatExceptionOfType(TenantIsolationException.class).isThrownBy(() -> desk.run(desk.acme,
				() -> desk.entities.createQuery(hql).setParameter(1, desk.globex.id().value()).executeUpdate()));
	}

}
