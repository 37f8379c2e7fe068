package io.stratum.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantNotBoundException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roads 15 to 17 and 30: threads that nobody bound, and backends that change hands.
 *
 * @param <E> the entity
 */
abstract class ThreadRoads<E> extends TransactionRoads<E> {

	private static final int SECONDS = 30;

	ThreadRoads() {
	}

	@Road
	void otherThreadRunsForTheSameTenantOrIsRefused(Guard guard) {
		for (OtherThread thread : known()) {
			assertThat(seenBy(thread, guard, this.acme, false)).as("%s", thread)
				.allSatisfy((seen) -> assertThat(seen).isIn(this.acme.id().value(), TenantNotBoundException.class));
		}
	}

	@Road
	void wrappedWorkRunsForItsTenantOnAnyThread(Guard guard) {
		for (OtherThread thread : known()) {
			for (Tenant tenant : List.of(this.acme, this.globex)) {
				assertThat(seenBy(thread, guard, tenant, true)).as("%s", thread).containsOnly(tenant.id().value());
			}
		}
	}

	@Road
	void backendHandedOverByAPoolerIsBoundAnew(Guard guard) throws SQLException {
		DataSource pooled = pooled(guard);
		try (Connection mine = client(guard, pooled, this.acme);
				Connection theirs = client(guard, pooled, this.globex)) {
			for (boolean commits : new boolean[] { true, false, true }) {
				assertThat(seenBy(guard, mine, this.acme, commits)).isEqualTo(this.acme.id().value());
				assertThat(seenBy(guard, theirs, this.globex, commits)).isEqualTo(this.globex.id().value());
			}
		}
	}

	private static List<OtherThread> known() {
		return Arrays.stream(OtherThread.values()).filter(OtherThread::isKnown).toList();
	}

	/** Collects tenants that work on a thread ran for, or what it was refused with. */
	private List<Object> seenBy(OtherThread thread, Guard guard, Tenant tenant, boolean wrapped) {
		Queue<Object> seen = new ConcurrentLinkedQueue<>();
		CountDownLatch first = new CountDownLatch(1);
		Runnable work = () -> {
			seen.add(boundOrRefused(guard));
			first.countDown();
		};
		behind(guard).runAs(tenant, () -> {
			thread.start(wrapped ? behind(guard).context.wrap(work) : work);
			await(first);
		});
		return List.copyOf(seen);
	}

	private Object boundOrRefused(Guard guard) {
		try {
			return boundTenant(guard);
		}
		catch (RuntimeException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return (cause instanceof TenantNotBoundException) ? TenantNotBoundException.class : cause;
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Connection client(Guard guard, DataSource pooled, Tenant tenant) {
		return behind(guard).as(tenant, () -> connection(pooled));
	}

	/** Runs one transaction on a connection held longer than that. */
	private UUID seenBy(Guard guard, Connection client, Tenant tenant, boolean commits) {
		return behind(guard).as(tenant, () -> {
			try {
				client.setAutoCommit(false);
				UUID bound = boundTenant(
						JdbcClient.create(new JdbcTemplate(new SingleConnectionDataSource(client, true))));
				if (!commits) {
					client.rollback();
				}
				client.setAutoCommit(true);
				return bound;
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
