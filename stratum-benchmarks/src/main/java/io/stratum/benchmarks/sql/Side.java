package io.stratum.benchmarks.sql;

import java.util.UUID;

import io.stratum.benchmarks.Work;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One way of doing the work: where the orders are and how a transaction begins.
 *
 * @param orders the statements
 * @param transactions opens transactions
 * @param around what is done around each transaction, such as binding the tenant
 */
record Side(Orders orders, TransactionTemplate transactions, Around around) {

	Work doing(Operation operation, UUID known) {
		return () -> this.around
			.run(() -> this.transactions.executeWithoutResult((status) -> operation.run(this.orders, known)));
	}

	/**
	 * What is done around a transaction.
	 */
	interface Around {

		/** Nothing. */
		Around NOTHING = Runnable::run;

		void run(Runnable transaction);

	}

	/**
	 * The statements of one transaction.
	 */
	enum Operation {

		READ("read of 1 row") {

			@Override
			void run(Orders orders, UUID known) {
				orders.read(known);
			}

		},

		READ_FIFTY("read of 50 rows") {

			@Override
			void run(Orders orders, UUID known) {
				orders.readFifty();
			}

		},

		INSERT("insert") {

			@Override
			void run(Orders orders, UUID known) {
				orders.insert(UUID.randomUUID());
			}

		},

		FIVE_STATEMENTS("5 statements") {

			@Override
			void run(Orders orders, UUID known) {
				UUID fresh = UUID.randomUUID();
				orders.insert(fresh);
				orders.read(known);
				orders.readFifty();
				orders.read(known);
				orders.update(known);
			}

		};

		final String title;

		Operation(String title) {
			this.title = title;
		}

		abstract void run(Orders orders, UUID known);

	}

}
