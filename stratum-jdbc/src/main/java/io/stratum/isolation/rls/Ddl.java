package io.stratum.isolation.rls;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes tables without holding up the work on them for long.
 *
 * <p>
 * A lock that is not given in time is given up and asked for again later. Nodes that
 * change the same database take turns.
 */
final class Ddl {

	private static final int ATTEMPTS = 6;

	// Lock not available, deadlock, serialization failure.
	private static final Set<String> PASSING = Set.of("55P03", "40P01", "40001");

	static final long TURN = 0x7374726174756dL;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final Duration lockTimeout;

	Ddl(DataSource owner, Duration lockTimeout) {
		this.jdbc = new JdbcTemplate(owner);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.lockTimeout = lockTimeout;
	}

	void run(List<String> statements) {
		for (int attempt = 1;; attempt++) {
			try {
				this.transaction.executeWithoutResult((status) -> execute(statements));
				return;
			}
			catch (DataAccessException ex) {
				if (attempt == ATTEMPTS || !isPassing(ex)) {
					throw ex;
				}
				pause(attempt);
			}
		}
	}

	void runAlone(String statement) {
		this.jdbc.execute(statement);
	}

	boolean exists(String query) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("select exists (%s)".formatted(query), Boolean.class));
	}

	private void execute(List<String> statements) {
		this.jdbc.queryForObject("select set_config('lock_timeout', ?, true)", String.class,
				String.valueOf(this.lockTimeout.toMillis()));
		this.jdbc.execute("select pg_advisory_xact_lock(%d)".formatted(TURN));
		statements.forEach(this.jdbc::execute);
	}

	private static boolean isPassing(DataAccessException ex) {
		return ex.getRootCause() instanceof SQLException cause && PASSING.contains(cause.getSQLState());
	}

	private static void pause(int attempt) {
		try {
			Thread.sleep(50L << attempt);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Row-level security was interrupted before it was in place.", ex);
		}
	}

}
