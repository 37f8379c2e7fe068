package io.stratum.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JournalIntegrationTests {

	private static final TenantId ACME = TenantId.random();

	private static final TenantId GLOBEX = TenantId.random();

	private static EngineFixture engine;

	@BeforeAll
	static void start() {
		engine = new EngineFixture();
	}

	@AfterAll
	static void stop() {
		engine.close();
	}

	@BeforeEach
	void clear() {
		engine.clear();
	}

	@Test
	void entryEventAndChangeCommitTogether() {
		note(ACME);
		assertThat(count("audit_log")).isOne();
		assertThat(count("outbox")).isOne();
		assertThat(count("change")).isOne();
	}

	@Test
	void nothingIsLeftOfWorkThatFails() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> engine.database.run(() -> {
			note(ACME);
			throw new UnsupportedOperationException();
		}));
		assertThat(count("audit_log")).isZero();
		assertThat(count("outbox")).isZero();
		assertThat(count("change")).isZero();
	}

	@Test
	void changesAreNotedInsideATransactionOnly() {
		assertThatIllegalStateException().isThrownBy(() -> engine.journal.changed("tenant", ACME));
	}

	@Test
	void memoryIsToldAfterCommitAndNotOfFailures() {
		List<ChangeFeed.Change> told = new CopyOnWriteArrayList<>();
		ChangeFeed feed = new ChangeFeed(engine.platform, Duration.ofSeconds(5));
		feed.onChange(told::add);
		Journal journal = new Journal(engine.database, feed, engine.context::caller, Clock.systemUTC());
		engine.database.run(() -> {
			journal.changed("tenant", ACME);
			assertThat(told).isEmpty();
		});
		assertThat(told).containsExactly(new ChangeFeed.Change("tenant", ACME));
		assertThatIllegalStateException().isThrownBy(() -> engine.database.run(() -> {
			journal.changed("tenant", GLOBEX);
			throw new IllegalStateException();
		}));
		assertThat(told).hasSize(1);
	}

	@Test
	void chainsHaveNoGapsUnderParallelWriters() {
		assertThat(Together.run(IntStream.range(0, 24).<Callable<Object>>mapToObj((number) -> () -> {
			engine.database.run(() -> {
				engine.journal.audit(entry((number % 2 == 0) ? ACME : GLOBEX));
				engine.journal.audit(entry((number % 2 == 0) ? GLOBEX : ACME));
			});
			return number;
		}).toList())).containsOnlyNulls();
		assertThat(engine.database.jdbc().sql("""
				select count(*)
				from stratum.audit_log entry
				left join stratum.audit_log before on before.chain = entry.chain and before.seq = entry.seq - 1
				where entry.prev_hash is distinct from coalesce(before.hash, sha256(''))
					or (before.id is null and entry.seq <> 1)
				""").query(Long.class).single()).isZero();
		assertThat(engine.database.jdbc()
			.sql("select max(seq) from stratum.audit_log group by chain")
			.query(Long.class)
			.list()).containsExactly(24L, 24L);
	}

	@Test
	void idsSortInTheOrderTheyAreMade() {
		assertThat(IntStream.range(0, 1000).mapToObj((number) -> Journal.newId().toString()).toList()).isSorted();
	}

	@Test
	void entriesCannotBeChangedByTheEngineItself() {
		note(ACME);
		for (String sql : List.of("update stratum.audit_log set action = 'x'", "delete from stratum.audit_log")) {
			assertThatExceptionOfType(BadSqlGrammarException.class)
				.isThrownBy(() -> engine.database.jdbc().sql(sql).update())
				.withStackTraceContaining("permission denied");
		}
	}

	private static void note(TenantId tenant) {
		engine.database.run(() -> {
			engine.journal.audit(entry(tenant));
			engine.journal.event("tenant.created", null, Map.of());
			engine.journal.changed("tenant", tenant);
		});
	}

	private static AuditRecord entry(TenantId tenant) {
		return AuditRecord.of(tenant, "tenant.created", "tenant", tenant.toString(), null, Map.of("slug", "acme"));
	}

	private static long count(String table) {
		return engine.database.jdbc().sql("select count(*) from stratum." + table).query(Long.class).single();
	}

}
