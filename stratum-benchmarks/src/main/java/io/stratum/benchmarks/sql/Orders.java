package io.stratum.benchmarks.sql;

import java.util.UUID;

/**
 * The statements that are measured, in some way of talking to the database.
 */
interface Orders {

	/**
	 * Reads one order by its id, and fails if there is none.
	 */
	void read(UUID id);

	/**
	 * Reads the fifty newest, and fails if there are fewer.
	 */
	void readFifty();

	/**
	 * Inserts an order of that id.
	 */
	void insert(UUID id);

	/**
	 * Changes an order of that id.
	 */
	void update(UUID id);

}
