package io.stratum.isolation.binding;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the tenant travels to the database.
 *
 * @param outsideTransaction what becomes of statements outside a transaction
 * @param combineBinding whether the binding travels with the first statement
 * @param searchPathTail schemas searched after the one of the tenant
 * @param statementTimeout longest time of a statement, in milliseconds to the database,
 * or {@code null} for that of the server
 * @param actor whether the database is told who acts, for triggers that audit
 */
public record BindingOptions(OutsideTransaction outsideTransaction, CombineBinding combineBinding,
		List<String> searchPathTail, @Nullable Duration statementTimeout, boolean actor) {

	/**
	 * Keeps a copy of the tail.
	 */
	public BindingOptions {
		searchPathTail = List.copyOf(searchPathTail);
	}

	/**
	 * Returns what holds unless somebody says otherwise.
	 * @return short transactions, combined binding, {@code ext} as tail, no timeout, no
	 * actor
	 */
	public static BindingOptions defaults() {
		return new BindingOptions(OutsideTransaction.SHORT_TRANSACTION, CombineBinding.AUTO, List.of("ext"), null,
				false);
	}

	/**
	 * Chooses what becomes of statements outside a transaction.
	 * @param choice the choice
	 * @return options with that choice
	 */
	public BindingOptions outsideTransaction(OutsideTransaction choice) {
		return new BindingOptions(choice, this.combineBinding, this.searchPathTail, this.statementTimeout, this.actor);
	}

	/**
	 * Chooses whether the binding travels with the first statement.
	 * @param choice the choice
	 * @return options with that choice
	 */
	public BindingOptions combineBinding(CombineBinding choice) {
		return new BindingOptions(this.outsideTransaction, choice, this.searchPathTail, this.statementTimeout,
				this.actor);
	}

	/**
	 * Limits the time of each statement.
	 * @param timeout the limit, at least one millisecond
	 * @return options with that limit
	 */
	public BindingOptions statementTimeout(Duration timeout) {
		return new BindingOptions(this.outsideTransaction, this.combineBinding, this.searchPathTail, timeout,
				this.actor);
	}

	/**
	 * Chooses whether the database is told who acts.
	 * @param sent whether it is
	 * @return options with that choice
	 */
	public BindingOptions actor(boolean sent) {
		return new BindingOptions(this.outsideTransaction, this.combineBinding, this.searchPathTail,
				this.statementTimeout, sent);
	}

	/**
	 * What becomes of a statement outside a transaction.
	 */
	public enum OutsideTransaction {

		/** It gets a transaction of its own. */
		SHORT_TRANSACTION,
		/** It is refused. */
		REFUSE

	}

	/**
	 * Whether the binding travels with the first statement of a transaction.
	 */
	public enum CombineBinding {

		/** Wherever the driver allows it. */
		AUTO,
		/** Never: it is a round trip of its own. */
		NEVER

	}

}
