package io.stratum.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.stratum.StratumStartupException;
import io.stratum.isolation.TenantIsolationException;
import io.stratum.isolation.subtree.SubtreeAnswer;
import io.stratum.isolation.subtree.SubtreeSpansPlacementsException;
import io.stratum.jpa.desk.Client;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantNotBoundException;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubtreeRepositoryIntegrationTests {

	private FrontDesk desk;

	@BeforeEach
	void start() {
		this.desk = new FrontDesk();
	}

	@AfterEach
	void stop() {
		this.desk.close();
	}

	@Test
	void markedMethodReadsTheSubtreeAndOthersTheTenant() {
		Clients clients = this.desk.repository(Clients.class);
		this.desk.as(this.desk.acme, () -> {
			assertThat(clients.findAllByOrderByName()).extracting(Client::getName).containsExactly("acme", "acme_emea");
			assertThat(clients.findByNameStartingWith("acme")).extracting(Client::getName).containsExactly("acme");
			assertThat(clients.names()).containsExactly("acme", "acme_emea");
		});
		this.desk.as(this.desk.globex,
				() -> assertThat(clients.findAllByOrderByName()).extracting(Client::getName).containsExactly("globex"));
	}

	@Test
	void markedRepositoryReadsTheSubtreeUnlessItsMethodSaysOtherwise() {
		Below clients = this.desk.repository(Below.class);
		this.desk.as(this.desk.acme, () -> {
			assertThat(clients.count()).isEqualTo(2);
			assertThat(clients.findAll()).hasSize(1);
		});
	}

	@Test
	void callWithoutTenantIsRefused() {
		Clients clients = this.desk.repository(Clients.class);
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(clients::findAllByOrderByName);
	}

	@Test
	void ordinaryTransactionGoesOnAroundARead() {
		Clients clients = this.desk.repository(Clients.class);
		UUID added = this.desk.in(this.desk.acme, () -> {
			Client client = new Client("later");
			this.desk.entities.persist(client);
			this.desk.entities.flush();
			assertThat(clients.names()).containsExactly("acme", "acme_emea");
			client.rename("renamed");
			return client.getId();
		});
		this.desk.run(this.desk.acme,
				() -> assertThat(this.desk.entities.find(Client.class, added).getName()).isEqualTo("renamed"));
	}

	@Test
	void sessionIsRootForItselfAloneAndHasItsOwnIdentifier() {
		TenantIdentifierResolver resolver = new TenantIdentifierResolver(this.desk.context);
		this.desk.as(this.desk.acme, () -> {
			UUID first = this.desk.reads.read(() -> {
				UUID session = (UUID) this.desk.entities.unwrap(Session.class).getTenantIdentifierValue();
				assertThat(resolver.isRoot(session)).isTrue();
				assertThat(resolver.isRoot(this.desk.acme.id().value())).isFalse();
				return session;
			});
			assertThat(resolver.isRoot(first)).isFalse();
			assertThat(first).isNotEqualTo(this.desk.acme.id().value())
				.isNotEqualTo(this.desk.reads.<Object, RuntimeException>read(
						() -> this.desk.entities.unwrap(Session.class).getTenantIdentifierValue()));
		});
	}

	@Test
	void readNeitherFillsNorUsesTheSecondLevelCache() {
		SessionFactoryImplementor factory = this.desk.factory.unwrap(SessionFactoryImplementor.class);
		Clients clients = this.desk.repository(Clients.class);
		this.desk.as(this.desk.acme, () -> {
			factory.getStatistics().clear();
			clients.findAllByOrderByName();
			clients.findAllByOrderByName();
			assertThat(factory.getStatistics().getSecondLevelCachePutCount()).isZero();
			assertThat(factory.getStatistics().getSecondLevelCacheHitCount()).isZero();
		});
	}

	@Test
	void cachedQueryOfOneReadIsNotSeenByTheNextWhateverTheHint() {
		this.desk.as(this.desk.acme, () -> {
			assertThat(cachedNames()).hasSize(2);
			this.desk.behindHibernate("update client set name = 'changed'");
			assertThat(cachedNames()).containsOnly("changed");
		});
	}

	private List<String> cachedNames() {
		return this.desk.reads.read(() -> this.desk.entities.unwrap(Session.class)
			.createQuery("select c.name from Client c", String.class)
			.setCacheable(true)
			.setCacheMode(CacheMode.NORMAL)
			.getResultList());
	}

	@Test
	void writeInsideAReadIsRefused() {
		Clients clients = this.desk.repository(Clients.class);
		this.desk.as(this.desk.acme, () -> {
			assertThatExceptionOfType(TenantIsolationException.class).isThrownBy(clients::writing);
			assertThatExceptionOfType(TenantIsolationException.class).isThrownBy(() -> this.desk.reads
				.read(() -> this.desk.entities.createQuery("delete from Client").executeUpdate()));
		});
	}

	@Test
	void subtreeInSeveralPlacesIsRefusedAndGathered() {
		Clients clients = this.desk.repository(Clients.class);
		this.desk.moveToDatabase(this.desk.acmeEmea);
		this.desk.as(this.desk.acme,
				() -> assertThatExceptionOfType(SubtreeSpansPlacementsException.class)
					.isThrownBy(clients::findAllByOrderByName)
					.withMessageContaining("Subtree.gather"));
		assertThat(this.desk.subtree.gather(this.desk.acme.id(), (sql) -> clients.names()))
			.extracting(SubtreeAnswer::answer)
			.containsExactly(List.of("acme"), List.of("acme_emea"));
	}

	@Test
	void sessionOfATenantCannotBeUsedForASubtree() {
		this.desk.as(this.desk.acme, () -> {
			try (var foreign = this.desk.factory.createEntityManager()) {
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.desk.reads
					.read(() -> foreign.createQuery("select c.name from Client c").getResultList()));
			}
		});
	}

	@Test
	void subtreesOfTwoTenantsStayApartOnManyThreads() throws Exception {
		Clients clients = this.desk.repository(Clients.class);
		ExecutorService threads = Executors.newFixedThreadPool(6);
		List<Future<?>> rounds = new ArrayList<>();
		for (int round = 0; round < 200; round++) {
			Tenant tenant = (round % 2 == 0) ? this.desk.acme : this.desk.globex;
			rounds.add(threads.submit(() -> this.desk.run(tenant, () -> {
				assertThat(clients.names()).hasSize(tenant.equals(this.desk.acme) ? 2 : 1)
					.allMatch((name) -> name.startsWith(tenant.slug()));
				assertThat(this.desk.names()).containsExactly(tenant.slug());
			})));
		}
		for (Future<?> round : rounds) {
			round.get();
		}
		threads.shutdown();
	}

	@ParameterizedTest
	@ValueSource(classes = { Whole.class, Bulk.class, DerivedDelete.class, Locking.class, Streaming.class, Later.class,
			Leaving.class })
	void methodThatCannotReadASubtreeStopsTheStart(Class<?> repository) {
		assertThatExceptionOfType(StratumStartupException.class).isThrownBy(() -> this.desk.repository(repository))
			.satisfies((ex) -> assertThat(ex.description()).contains(repository.getName()))
			.satisfies((ex) -> assertThat(ex.action()).contains("TenantScope.SUBTREE"));
	}

	interface Clients extends Repository<Client, UUID> {

		@TenantScoped(scope = TenantScope.SUBTREE)
		List<Client> findAllByOrderByName();

		@TenantScoped(scope = TenantScope.SUBTREE)
		@Query(value = "select name from client order by name", nativeQuery = true)
		List<String> names();

		List<Client> findByNameStartingWith(String name);

		@Modifying
		@Query("update Client c set c.name = 'x'")
		int rename();

		@TenantScoped(scope = TenantScope.SUBTREE)
		default int writing() {
			return rename();
		}

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Below extends Repository<Client, UUID> {

		long count();

		@TenantScoped
		List<Client> findAll();

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Whole extends JpaRepository<Client, UUID> {

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Bulk extends Repository<Client, UUID> {

		@Modifying
		@Query("update Client c set c.name = 'x'")
		int rename();

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface DerivedDelete extends Repository<Client, UUID> {

		void deleteByName(String name);

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Locking extends Repository<Client, UUID> {

		@Lock(PESSIMISTIC_WRITE)
		List<Client> findByName(String name);

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Streaming extends Repository<Client, UUID> {

		Stream<Client> findByName(String name);

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Later extends Repository<Client, UUID> {

		Future<List<Client>> findByName(String name);

	}

	@TenantScoped(scope = TenantScope.SUBTREE)
	interface Leaving extends Repository<Client, UUID> {

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		List<Client> findByName(String name);

	}

}
