package io.stratum.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import io.stratum.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EngineDatabaseIntegrationTests {

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
		count("left");
		count("right");
	}

	@Test
	void deadlockIsRepeatedAndNeverReachesTheCaller() throws Exception {
		CyclicBarrier bothHoldOne = new CyclicBarrier(2);
		AtomicInteger attempts = new AtomicInteger();
		assertThat(Together.run(List.of(crossing("left", "right", bothHoldOne, attempts),
				crossing("right", "left", bothHoldOne, attempts))))
			.containsOnlyNulls();
		assertThat(attempts).hasValueGreaterThan(2);
		assertThat(count("left")).isEqualTo(4);
		assertThat(count("right")).isEqualTo(4);
	}

	@Test
	void conflictThatStaysIsAConflictForTheCaller() {
		AtomicInteger attempts = new AtomicInteger();
		assertThatExceptionOfType(ConcurrentChangeException.class).isThrownBy(() -> engine.database.run(() -> {
			count("left");
			attempts.incrementAndGet();
			fail("40001");
		})).satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.CONCURRENT_CHANGE));
		assertThat(attempts).hasValue(4);
		assertThat(count("left")).isEqualTo(2);
	}

	@Test
	void conflictAtCommitIsRepeatedToo() {
		AtomicInteger attempts = new AtomicInteger();
		engine.database.run(() -> {
			if (attempts.incrementAndGet() == 1) {
				TransactionSynchronizationManager.registerSynchronization(failingBeforeCommit());
			}
		});
		assertThat(attempts).hasValue(2);
	}

	@Test
	void innerWorkJoinsTheOuterAndVanishesWithIt() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> engine.database.run(() -> {
			engine.database.run(() -> count("left"));
			throw new IllegalStateException();
		}));
		assertThat(count("left")).isEqualTo(2);
	}

	@Test
	void readWithinATransactionOfTheApplicationIsNotTakenForOneOfTheEngine() {
		TransactionTemplate application = new TransactionTemplate(new JdbcTransactionManager(engine.owner));
		application.executeWithoutResult((status) -> {
			peek("left");
			assertThat(engine.database.isWriting()).isFalse();
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> engine.database.run(() -> {
				count("left");
				throw new IllegalStateException();
			}));
		});
		assertThat(count("left")).isEqualTo(2);
	}

	@Test
	void severalReadsSeeOneMoment() {
		engine.database.read(() -> {
			long before = peek("left");
			Together.run(List.of(() -> count("left")));
			assertThat(peek("left")).isEqualTo(before);
			return before;
		});
	}

	private static Callable<Object> crossing(String first, String second, CyclicBarrier bothHoldOne,
			AtomicInteger attempts) {
		return () -> engine.database.write(() -> {
			count(first);
			if (attempts.incrementAndGet() <= 2) {
				await(bothHoldOne);
			}
			return count(second);
		});
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TransactionSynchronization failingBeforeCommit() {
		return new TransactionSynchronization() {

			@Override
			public void beforeCommit(boolean readOnly) {
				fail("40P01");
			}

		};
	}

	private static void fail(String state) {
		engine.database.jdbc()
			.sql("do $$ begin raise exception 'lost' using errcode = '" + state + "'; end $$")
			.update();
	}

	/**
	 * Adds one to a named counter and returns it.
	 */
	private static long count(String counter) {
		return engine.database.jdbc().sql("""
				insert into stratum.audit_head as h (chain, seq, hash)
				values (md5(?)::uuid, 1, '')
				on conflict (chain) do update
				set seq = h.seq + 1
				returning seq
				""").param(counter).query(Long.class).single();
	}

	private static long peek(String counter) {
		return engine.database.jdbc()
			.sql("select seq from stratum.audit_head where chain = md5(?)::uuid")
			.param(counter)
			.query(Long.class)
			.single();
	}

}
