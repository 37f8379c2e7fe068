package io.stratum.isolation.subtree;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.stratum.StratumException;
import io.stratum.isolation.SubtreeRead;
import io.stratum.isolation.TenantIsolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction of a subtree read, which suspends an ordinary one and cannot write.
 */
final class SubtreeTransaction {

	private static final Set<String> REFUSED_WRITE = Set.of("25006", "42501");

	private final Supplier<PlatformTransactionManager> transactions;

	private final Supplier<List<SubtreeReadPreparation>> preparations;

	SubtreeTransaction(Supplier<PlatformTransactionManager> transactions,
			Supplier<List<SubtreeReadPreparation>> preparations) {
		this.transactions = transactions;
		this.preparations = preparations;
	}

	<T extends @Nullable Object, X extends Throwable> T run(SubtreeRead read, SubtreeWork<T, X> work) throws X {
		PlatformTransactionManager manager = this.transactions.get();
		// The session is opened while the transaction begins, and asks for the read then.
		read.begin();
		try {
			return run(manager, begin(manager), read, work);
		}
		catch (RuntimeException ex) {
			throw (!(ex instanceof TenantIsolationException) && isRefusedWrite(ex)) ? new TenantIsolationException(ex)
					: ex;
		}
		finally {
			SubtreeRead.end();
		}
	}

	private <T extends @Nullable Object, X extends Throwable> T run(PlatformTransactionManager manager,
			TransactionStatus status, SubtreeRead read, SubtreeWork<T, X> work) throws X {
		boolean done = false;
		try {
			TransactionSynchronizationManager.registerSynchronization(new Stepping(read));
			this.preparations.get().forEach((preparation) -> preparation.prepare(read));
			T answer = work.run();
			done = true;
			return answer;
		}
		finally {
			if (done) {
				manager.commit(status);
			}
			else {
				manager.rollback(status);
			}
		}
	}

	private static TransactionStatus begin(PlatformTransactionManager manager) {
		try {
			return manager.getTransaction(definition());
		}
		catch (CannotCreateTransactionException ex) {
			throw (ex.getCause() instanceof StratumException cause) ? cause : ex;
		}
	}

	private static TransactionDefinition definition() {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(
				TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		definition.setReadOnly(true);
		definition.setName("subtree read");
		return definition;
	}

	private static boolean isRefusedWrite(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException ex && REFUSED_WRITE.contains(String.valueOf(ex.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Steps aside while the transaction of the read is suspended, so that what runs then
	 * is ordinary.
	 */
	private record Stepping(SubtreeRead read) implements TransactionSynchronization {

		@Override
		public void suspend() {
			SubtreeRead.end();
		}

		@Override
		public void resume() {
			this.read.begin();
		}

	}

}
