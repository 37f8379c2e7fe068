package io.stratum.isolation;

import io.stratum.tenant.IsolationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a tenant are.
 *
 * @param strategy how they are kept apart
 * @param server name of the database server; {@value #HOME} is that of the application's
 * own data source
 * @param database name of the database, or {@code null} for the server's default
 * @param schema name of the schema, or {@code null} for the shared tables
 * @param revision number of changes of the placement, from 0
 */
public record Placement(IsolationStrategy strategy, String server, @Nullable String database, @Nullable String schema,
		long revision) {

	/** Name of the server that holds the shared tables. */
	public static final String HOME = "home";

	private static final Placement SHARED = new Placement(IsolationStrategy.SHARED, HOME, null, null, 0);

	/**
	 * Refuses a schema strategy without schema and a database strategy without database.
	 */
	public Placement {
		if (strategy == IsolationStrategy.SCHEMA && schema == null) {
			throw new IllegalArgumentException("A placement of its own schema names no schema.");
		}
		if (strategy == IsolationStrategy.DATABASE && database == null) {
			throw new IllegalArgumentException("A placement of its own database names no database.");
		}
	}

	/**
	 * Returns the placement in the shared tables of the application's own data source.
	 * @return the placement
	 */
	public static Placement shared() {
		return SHARED;
	}

	/**
	 * Tells whether the application's own data source leads there.
	 * @return whether it is the home server and no database of its own
	 */
	public boolean isHome() {
		return this.database == null && HOME.equals(this.server);
	}

}
