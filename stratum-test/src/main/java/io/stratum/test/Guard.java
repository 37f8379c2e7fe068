package io.stratum.test;

/**
 * Which of the two guards of a tenant's rows stands alone in a test.
 *
 * <p>
 * Two guards that cover each other hide each other's absence. So each road is walked
 * twice, past one guard at a time.
 */
public enum Guard {

	/** Row-level security holds; Hibernate's filter is off. It must hold everything. */
	DATABASE,
	/** Hibernate holds what it claims; row-level security does not bind the login. */
	HIBERNATE

}
