package io.stratum.isolation.subtree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.stratum.isolation.TenantIsolationException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantNotBoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.stratum.isolation.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubtreeReadsIntegrationTests {

	private SubtreeFixture fixture;

	private SubtreeReads reads;

	@BeforeEach
	void start() {
		this.fixture = new SubtreeFixture();
		this.reads = this.fixture.reads(SubtreeLimits.DEFAULT);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void readSeesTheBoundTenantAndAllBelow() {
		assertThat(read(this.fixture.acme)).containsExactly("acme", "acme_emea", "acme_emea_sales");
		assertThat(read(this.fixture.acmeEmea)).containsExactly("acme_emea", "acme_emea_sales");
		assertThat(read(this.fixture.globex)).containsExactly("globex");
	}

	@Test
	void readEndsWithItsWork() {
		read(this.fixture.acme);
		this.fixture.as(this.fixture.acme, () -> assertThat(this.fixture.items()).containsExactly("acme"));
	}

	@Test
	void readNeedsATenant() {
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> this.fixture.items(this.reads));
	}

	@Test
	void archivedTenantIsLeftOutAndASuspendedOneIsNot() {
		this.fixture.tenants.suspend(this.fixture.acmeEmeaSales.id());
		assertThat(read(this.fixture.acme)).contains("acme_emea_sales");
		this.fixture.tenants.archive(this.fixture.acmeEmeaSales.id());
		assertThat(read(this.fixture.acme)).containsExactly("acme", "acme_emea");
	}

	@Test
	void memoryFollowsTheTree() {
		this.fixture.feed.start();
		await(this.fixture.feed::isTrusted);
		read(this.fixture.acme);
		Tenant added = this.fixture.childWithOrder(this.fixture.acmeEmea, "acme_emea_ops");
		assertThat(read(this.fixture.acme)).contains("acme_emea_ops");
		this.fixture.tenants.move(added.id(), this.fixture.globex.id(), null);
		assertThat(read(this.fixture.acme)).doesNotContain("acme_emea_ops");
		assertThat(read(this.fixture.globex)).containsExactly("acme_emea_ops", "globex");
	}

	@Test
	void ordinaryTransactionIsSuspendedAndGoesOn() {
		this.fixture.as(this.fixture.acme, () -> this.fixture.transaction.executeWithoutResult((status) -> {
			insert("first");
			assertThat(this.fixture.items(this.reads)).hasSize(3).doesNotContain("first");
			insert("second");
			assertThat(this.fixture.items()).containsExactly("acme", "first", "second");
		}));
		assertThat(read(this.fixture.acme)).contains("first", "second");
	}

	@Test
	void transactionInsideTheReadIsAnOrdinaryOne() {
		TransactionTemplate own = new TransactionTemplate(this.fixture.transaction.getTransactionManager());
		own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.fixture.as(this.fixture.acme, () -> this.reads.read(() -> {
			own.executeWithoutResult((status) -> {
				assertThat(this.fixture.items()).containsExactly("acme");
				insert("noted");
			});
			assertThat(this.fixture.items()).hasSize(4);
			this.fixture.context.runAs(this.fixture.globex,
					() -> assertThat(this.fixture.items()).containsExactly("globex"));
			return this.fixture.items();
		}));
	}

	@Test
	void readInsideAReadJoinsIt() {
		this.fixture.as(this.fixture.acme, () -> this.reads.read(() -> {
			Long outer = transactionId();
			assertThat(this.reads.<Long, RuntimeException>read(this::transactionId)).isEqualTo(outer);
			return outer;
		}));
	}

	@Test
	void writeIsRefused() {
		this.fixture.as(this.fixture.acme, () -> assertThatExceptionOfType(TenantIsolationException.class)
			.isThrownBy(() -> this.reads.read(() -> this.fixture.sql.sql("delete from orders").update())));
		assertThat(read(this.fixture.acme)).hasSize(3);
	}

	@Test
	void roleAndTransactionEachCannotWrite() {
		this.fixture.as(this.fixture.acme, () -> {
			assertThat(setting("role")).isEqualTo("stratum_subtree_reader");
			assertThat(setting("transaction_read_only")).isEqualTo("on");
		});
	}

	private String setting(String name) {
		return this.reads
			.read(() -> this.fixture.sql.sql("select current_setting(?)").param(name).query(String.class).single());
	}

	@Test
	void subtreeInSeveralPlacesIsRefusedAndNamesTheWay() {
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		this.fixture.as(this.fixture.acme,
				() -> assertThatExceptionOfType(SubtreeSpansPlacementsException.class)
					.isThrownBy(() -> this.fixture.items(this.reads))
					.withMessageContaining("Subtree.gather")
					.satisfies((ex) -> assertThat(ex.details()).containsEntry("places", 2)));
		assertThat(read(this.fixture.acmeEmeaSales)).containsExactly("acme_emea_sales");
		assertThat(read(this.fixture.globex)).containsExactly("globex");
	}

	@Test
	void subtreeBeyondTheLimitIsRefusedWithTheLimit() {
		SubtreeReads narrow = this.fixture.reads(new SubtreeLimits(1000, 2));
		this.fixture.as(this.fixture.acme,
				() -> assertThatExceptionOfType(SubtreeTooLargeException.class)
					.isThrownBy(() -> this.fixture.items(narrow))
					.satisfies((ex) -> assertThat(ex.details()).containsEntry("limit", 2))
					.satisfies((ex) -> assertThat(ex.code().status()).isEqualTo(400)));
		this.fixture.as(this.fixture.acmeEmea, () -> assertThat(this.fixture.items(narrow)).hasSize(2));
	}

	@Test
	void planOfAReadUsesTheIndexOfTheTenant() {
		JdbcClient.create(this.fixture.owner).sql("""
				insert into orders (tenant_id, item)
				select md5(tenant::text)::uuid, 'bulk'
				from generate_series(1, 500) tenant, generate_series(1, 40)
				""").update();
		JdbcClient.create(this.fixture.owner).sql("analyze orders").update();
		this.fixture.as(this.fixture.acme, () -> {
			List<String> plan = this.reads
				.read(() -> this.fixture.sql.sql("explain select * from orders").query(String.class).list());
			assertThat(plan).anyMatch((line) -> line.contains("orders_pkey"))
				.anyMatch((line) -> line.contains("Index Cond") && line.contains("tenant_id = ANY"))
				.noneMatch((line) -> line.contains("Seq Scan on orders"));
		});
	}

	@Test
	void subtreesOfTwoTenantsStayApartOnManyThreads() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(6);
		List<Future<?>> rounds = new ArrayList<>();
		for (int round = 0; round < 300; round++) {
			boolean ours = round % 2 == 0;
			rounds.add(threads
				.submit(() -> assertThat(read(ours ? this.fixture.acme : this.fixture.globex)).hasSize(ours ? 3 : 1)
					.allMatch((item) -> item.startsWith(ours ? "acme" : "globex"))));
		}
		for (Future<?> round : rounds) {
			round.get();
		}
		threads.shutdown();
	}

	private List<String> read(Tenant tenant) {
		List<String> items = new ArrayList<>();
		this.fixture.as(tenant, () -> items.addAll(this.fixture.items(this.reads)));
		return items;
	}

	private void insert(String item) {
		this.fixture.sql.sql("insert into orders (item) values (?)").param(item).update();
	}

	private Long transactionId() {
		return this.fixture.sql.sql("select pg_backend_pid()").query(Long.class).single();
	}

}
