package io.stratum.test;

/**
 * Which of the guards of a tenant's rows stands alone in a test.
 *
 * <p>
 * Guards that cover each other hide each other's absence. So each road is walked past one
 * guard at a time, with the others taken away.
 */
public enum Guard {

	/**
	 * Row-level security alone: Hibernate's filter is off, and tenants with a place of
	 * their own are led to that of another. It must hold everything.
	 */
	ROW_LEVEL_SECURITY,
	/**
	 * Hibernate alone: row-level security does not bind the login, and tenants with a
	 * place of their own are led to that of another. It must hold what it claims.
	 */
	HIBERNATE,
	/**
	 * The schema or database of the tenant alone: row-level security does not bind the
	 * login, and Hibernate's filter is off. It must hold everything but a name that is
	 * qualified with another schema.
	 */
	PLACEMENT

}
