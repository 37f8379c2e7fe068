package io.stratum.jpa;

import java.util.UUID;

import io.stratum.jpa.desk.Client;
import io.stratum.tenant.Tenant;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TenantCachesIntegrationTests {

	private FrontDesk desk;

	private TenantCaches caches;

	private UUID acmes;

	private UUID globexs;

	@BeforeEach
	void start() {
		this.desk = new FrontDesk();
		this.caches = new TenantCaches(this.desk.factory, this.desk.model);
		this.acmes = this.desk.persistClient(this.desk.acme);
		this.globexs = this.desk.persistClient(this.desk.globex);
		warm();
		this.desk.behindHibernate("update client set name = 'changed'");
	}

	private void warm() {
		name(this.desk.acme, this.acmes);
		name(this.desk.globex, this.globexs);
		cachedNames(this.desk.acme);
	}

	@AfterEach
	void stop() {
		this.desk.close();
	}

	@Test
	void evictionOfJpaMissesAndThatOfTheTenantDoesNot() {
		this.desk.factory.getCache().evict(Client.class, this.acmes);
		assertThat(name(this.desk.acme, this.acmes)).isEqualTo("acme");
		this.caches.evict(this.desk.acme.id(), Client.class, this.acmes);
		assertThat(name(this.desk.acme, this.acmes)).isEqualTo("changed");
		assertThat(name(this.desk.globex, this.globexs)).isEqualTo("globex");
	}

	@Test
	void collectionsOfTheEntityAreTakenOutToo() {
		Statistics statistics = this.desk.factory.unwrap(SessionFactoryImplementor.class).getStatistics();
		this.caches.evict(this.desk.acme.id(), Client.class, this.acmes);
		statistics.clear();
		this.desk.run(this.desk.acme,
				() -> assertThat(this.desk.entities.find(Client.class, this.acmes).getLabels()).isEmpty());
		assertThat(statistics.getSecondLevelCacheHitCount()).isZero();
		assertThat(statistics.getSecondLevelCacheMissCount()).isEqualTo(2);
	}

	@Test
	void resultsOfQueriesAreTakenOutToo() {
		assertThat(cachedNames(this.desk.acme)).isEqualTo(2);
		this.desk.behindHibernate("delete from client_labels");
		this.desk.behindHibernate("delete from client");
		assertThat(cachedNames(this.desk.acme)).isEqualTo(2);
		this.caches.evict(this.desk.acme.id(), Client.class, this.acmes);
		assertThat(cachedNames(this.desk.acme)).isZero();
	}

	@Test
	void everythingOfATenantIsTakenOut() {
		this.caches.evictAll(this.desk.acme.id());
		assertThat(name(this.desk.acme, this.acmes)).isEqualTo("changed");
		this.desk.behindHibernate("delete from client");
		assertThat(cachedNames(this.desk.acme)).isZero();
	}

	@Test
	void typeThatIsNoEntityIsAMistake() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.caches.evict(this.desk.acme.id(), String.class, this.acmes))
			.withMessageContaining("java.lang.String");
	}

	private String name(Tenant tenant, UUID id) {
		return this.desk.in(tenant, () -> {
			Client client = this.desk.entities.find(Client.class, id);
			assertThat(client.getLabels()).isEmpty();
			return client.getName();
		});
	}

	private int cachedNames(Tenant tenant) {
		return this.desk.in(tenant,
				() -> this.desk.entities.unwrap(Session.class)
					.createQuery("select c.name from Client c", String.class)
					.setCacheable(true)
					.getResultList()
					.size());
	}

}
