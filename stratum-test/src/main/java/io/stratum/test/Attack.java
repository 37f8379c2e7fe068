package io.stratum.test;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An attempt to reach the rows of another tenant, and what came of it.
 *
 * @param reached whether a foreign row was seen, changed or made
 * @param failure what was thrown, if anything was
 */
record Attack(boolean reached, @Nullable Throwable failure) {

	static final String REFUSED = "42501";

	private static final String INTEGRITY = "23";

	private static final String FOREIGN_KEY = "23503";

	/**
	 * Tries to read.
	 * @param foreignRows counts the foreign rows it sees
	 */
	static Attack reading(LongSupplier foreignRows) {
		return new Attack(foreignRows.getAsLong() > 0, null);
	}

	/**
	 * Tries to change something.
	 * @param rows describes the foreign rows
	 * @param work the attempt
	 */
	static Attack changing(Supplier<?> rows, Runnable work) {
		Object before = rows.get();
		Throwable failure = null;
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			failure = ex;
		}
		return new Attack(!rows.get().equals(before), failure);
	}

	/** Whoever stands guard, it comes to nothing. */
	void isHeld(Guard guard) {
		// A key that stops a delete shows that the row was in reach, unless it leads
		// to rows that are elsewhere.
		boolean stoppedByChance = guard != Guard.PLACEMENT && state().equals(FOREIGN_KEY);
		assertThat(this.reached || stoppedByChance).as("reached a row of another tenant").isFalse();
	}

	/** Hibernate claims nothing here; the database lets nothing through. */
	void isHeldByTheDatabase(Guard guard) {
		if (guard == Guard.HIBERNATE) {
			isOpen();
		}
		else {
			isHeld(guard);
		}
	}

	/** Hibernate claims nothing here; row-level security refuses the statement. */
	void isRefusedByTheDatabase(Guard guard) {
		isHeldByTheDatabase(guard);
		if (guard == Guard.ROW_LEVEL_SECURITY) {
			assertThat(state()).as("SQLState of %s", this.failure).isEqualTo(REFUSED);
		}
	}

	/** Only row-level security holds it. */
	void isHeldByRowLevelSecurity(Guard guard) {
		if (guard == Guard.ROW_LEVEL_SECURITY) {
			isHeld(guard);
		}
		else {
			isOpen();
		}
	}

	/** What is made in one's own place shows nothing; elsewhere it must not be made. */
	void failsWithinOnePlace(Guard guard) {
		isHeld(guard);
		if (guard != Guard.PLACEMENT) {
			assertThat(this.failure).isNotNull();
		}
	}

	// A violated key shows that the row itself was in reach. If this fails because the
	// road is held, the attempt proves nothing about the other guards either.
	private void isOpen() {
		assertThat(this.reached || state().startsWith(INTEGRITY))
			.as("the road is open past the guard; it ended with %s", this.failure)
			.isTrue();
	}

	/** SQLState of what was thrown, or nothing. */
	String state() {
		for (Throwable each = this.failure; each != null; each = each.getCause()) {
			if (each instanceof SQLException error) {
				return String.valueOf(rootOf(error).getSQLState());
			}
		}
		return "";
	}

	private static SQLException rootOf(SQLException error) {
		SQLException next = (error instanceof BatchUpdateException) ? error.getNextException() : null;
		return (next != null) ? next : error;
	}

}
