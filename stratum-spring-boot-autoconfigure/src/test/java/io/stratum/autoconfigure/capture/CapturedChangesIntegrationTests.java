package io.stratum.autoconfigure.capture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.stratum.audit.AuditCapture;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.capture.CaptureRounds;
import io.stratum.isolation.capture.CapturedChanges;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Entries on their way from the database of a tenant, with nobody who fetches them.
 */
class CapturedChangesIntegrationTests {

	private static PostOffice office;

	private static Tenant acme;

	private long before;

	@BeforeAll
	static void open() {
		office = new PostOffice(AuditCapture.TRIGGER);
		office.application.getBean(CaptureRounds.class).close();
		acme = office.open("acme", IsolationStrategy.DATABASE);
	}

	@AfterAll
	static void close() {
		office.close();
	}

	@BeforeEach
	void count() {
		this.before = audited();
	}

	@AfterEach
	void chainHolds() {
		assertThat(office.entries(acme)).isNotEmpty();
	}

	@Test
	void whatADeadNodeLeftIsFoundByAnother() {
		write(3);
		assertThat(noted()).isEqualTo(3);
		try (CaptureRounds next = new CaptureRounds(office.application.getBean(CapturedChanges.class),
				Duration.ofHours(1))) {
			next.start();
			await().until(() -> noted() == 0);
		}
		assertThat(audited()).isEqualTo(this.before + 3);
	}

	@Test
	void nodeThatDiesBetweenBothDatabasesDoublesNothing() {
		write(3);
		tenantsOwner().sql("create table kept as select * from stratum.captured").update();
		assertThat(office.bringOver(acme)).isEqualTo(3);
		tenantsOwner().sql("insert into stratum.captured overriding system value select * from kept").update();
		tenantsOwner().sql("drop table kept").update();
		assertThat(office.bringOver(acme)).isEqualTo(3);
		assertThat(noted()).isZero();
		assertThat(audited()).isEqualTo(this.before + 3);
	}

	@Test
	void nodesThatFetchAtOnceDoubleNothing() throws Exception {
		write(600);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<Integer>> nodes = List.of(1, 2, 3, 4)
			.stream()
			.map((node) -> threads.submit(() -> office.bringOver(acme)))
			.toList();
		for (Future<Integer> node : nodes) {
			node.get();
		}
		threads.shutdown();
		assertThat(audited()).isEqualTo(this.before + 600);
		assertThat(noted()).isZero();
	}

	@Test
	void whatTheLogRefusesStaysNoted() {
		write(2);
		engineOwner("alter table stratum.audit_log add constraint closed check (resource_type <> 'letter') not valid");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> office.bringOver(acme));
		assertThat(noted()).isEqualTo(2);
		engineOwner("alter table stratum.audit_log drop constraint closed");
		assertThat(office.bringOver(acme)).isEqualTo(2);
		assertThat(audited()).isEqualTo(this.before + 2);
	}

	private static void write(int letters) {
		office.as(acme,
				() -> office.application.getBean(JdbcClient.class)
					.sql("insert into letter (id, subject) select gen_random_uuid(), 'sent' from generate_series(1, ?)")
					.param(letters)
					.update());
	}

	private static long noted() {
		return tenantsOwner().sql("select count(*) from stratum.captured").query(Long.class).single();
	}

	private static long audited() {
		return JdbcClient.create(office.application.getBean(PlatformDatabase.class).owner())
			.sql("select count(*) from stratum.audit_log where tenant_id = ? and resource_type = 'letter'")
			.param(acme.id().value())
			.query(Long.class)
			.single();
	}

	private static void engineOwner(String sql) {
		JdbcClient.create(office.application.getBean(PlatformDatabase.class).owner()).sql(sql).update();
	}

	private static JdbcClient tenantsOwner() {
		return office.tenantsOwner(acme);
	}

}
