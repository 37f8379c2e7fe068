package io.stratum.tenant;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Steps out of the transaction that is open on the running thread, and back in.
 */
public final class TransactionSuspension {

	/** Cannot step out: an open transaction is an error. */
	static final TransactionSuspension NONE = new TransactionSuspension(() -> null);

	private final Supplier<@Nullable PlatformTransactionManager> transactions;

	/**
	 * Creates a suspension.
	 * @param transactions gives the manager of the application's transactions, when first
	 * needed
	 */
	public TransactionSuspension(Supplier<@Nullable PlatformTransactionManager> transactions) {
		this.transactions = transactions;
	}

	<T extends @Nullable Object> T callOutside(Callable<T> work) throws Exception {
		PlatformTransactionManager manager = this.transactions.get();
		if (manager == null) {
			throw new IllegalTransactionStateException(
					"A transaction is open and there is no transaction manager to suspend it. Leave the transaction first.");
		}
		TransactionStatus status = manager
			.getTransaction(new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NOT_SUPPORTED));
		try {
			return work.call();
		}
		finally {
			// Nothing was begun, so this only resumes what was suspended.
			manager.commit(status);
		}
	}

}
