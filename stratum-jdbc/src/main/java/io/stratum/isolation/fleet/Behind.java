package io.stratum.isolation.fleet;

/**
 * What happens to a tenant whose place is behind the application.
 */
public enum Behind {

	/** It is refused until its place was migrated. */
	REFUSE,
	/** It works in the place as it is. */
	SERVE,
	/** Its first use migrates the place. */
	MIGRATE_ON_USE

}
