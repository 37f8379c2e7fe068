package io.stratum.engine;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The engine's own tables, reached as the platform role, in transactions of their own.
 *
 * <p>
 * Work that loses a deadlock or a serialization conflict is repeated up to three times,
 * then surfaces as {@link ConcurrentChangeException}. Work inside another piece of engine
 * work joins its transaction and is repeated with it.
 */
public final class EngineDatabase {

	private static final int ATTEMPTS = 4;

	private final DataSource dataSource;

	private final JdbcClient joining;

	// Under a key of its own Spring remembers the connections it lends here while the
	// application has a transaction, so that they are not taken for one of the engine.
	private final JdbcClient apart;

	private final TransactionTemplate writing;

	private final TransactionTemplate reading;

	/**
	 * Creates the access to the engine's tables.
	 * @param dataSource connections of the platform role
	 */
	public EngineDatabase(DataSource dataSource) {
		this.dataSource = dataSource;
		this.joining = JdbcClient.create(dataSource);
		this.apart = JdbcClient.create(new DelegatingDataSource(dataSource));
		JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
		this.writing = new TransactionTemplate(transactions);
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
		this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	/**
	 * Returns the client for SQL; outside {@link #write} each statement commits by
	 * itself.
	 * @return a client that joins the transaction of {@link #write}
	 */
	public JdbcClient jdbc() {
		return isWriting() ? this.joining : this.apart;
	}

	/**
	 * Returns the connections of the platform role.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Runs work in one transaction that commits when it returns.
	 * @param work what to do; may run more than once, so it has no effect outside the
	 * database
	 * @param <T> what it answers
	 * @return its answer
	 * @throws ConcurrentChangeException if it lost against other work four times
	 */
	public <T extends @Nullable Object> T write(Supplier<T> work) {
		if (isWriting()) {
			return work.get();
		}
		for (int attempt = 1;; attempt++) {
			try {
				return execute(this.writing, work);
			}
			catch (ConcurrencyFailureException ex) {
				if (attempt == ATTEMPTS) {
					throw new ConcurrentChangeException(ex);
				}
				stepAside(attempt, ex);
			}
		}
	}

	/**
	 * Runs work that changes something and answers nothing.
	 * @param work what to do; may run more than once
	 * @see #write(Supplier)
	 */
	public void run(Runnable work) {
		write(() -> {
			work.run();
			return Boolean.TRUE;
		});
	}

	/**
	 * Runs several reads on one snapshot of the database.
	 * @param work what to read
	 * @param <T> what it answers
	 * @return its answer
	 */
	public <T extends @Nullable Object> T read(Supplier<T> work) {
		return isWriting() ? work.get() : execute(this.reading, work);
	}

	/**
	 * Tells whether the running thread is inside {@link #write} or {@link #read}.
	 * @return whether a transaction of the engine is open here
	 */
	public boolean isWriting() {
		return TransactionSynchronizationManager.hasResource(this.dataSource);
	}

	/**
	 * Waits for a moment of random length, so that those who met do not meet again.
	 */
	private static void stepAside(int attempt, ConcurrencyFailureException cause) {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(10L * attempt, 50L * attempt));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ConcurrentChangeException(cause);
		}
	}

	@SuppressWarnings("NullAway") // The template answers null only if the work does.
	private static <T extends @Nullable Object> T execute(TransactionTemplate template, Supplier<T> work) {
		return template.execute((status) -> work.get());
	}

}
