package io.stratum.tenant;

/**
 * How the rows of a tenant are kept apart from those of others.
 */
public enum IsolationStrategy {

	/** Tables shared with other tenants, held apart by row-level security. */
	SHARED("SHARED_RLS"),
	/** The same tables in a schema of the tenant's own. */
	SCHEMA("SCHEMA_PER_TENANT"),
	/** The same tables in a database of the tenant's own. */
	DATABASE("DB_PER_TENANT");

	private final String wireName;

	IsolationStrategy(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * Returns the name used in SQL, JSON and YAML.
	 * @return the name in upper case
	 */
	public String wireName() {
		return this.wireName;
	}

	/**
	 * Reads the name used in SQL, JSON and YAML.
	 * @param wireName the name in upper case
	 * @return the strategy
	 * @throws IllegalArgumentException if there is no such strategy
	 */
	public static IsolationStrategy ofWireName(String wireName) {
		for (IsolationStrategy strategy : values()) {
			if (strategy.wireName.equals(wireName)) {
				return strategy;
			}
		}
		throw new IllegalArgumentException("No isolation strategy is called '" + wireName + "'");
	}

}
