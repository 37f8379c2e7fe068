package io.stratum.isolation.subtree;

/**
 * How large a subtree may be.
 *
 * @param inlineLimit ids sent with a statement before the database asks the tree, 0 or
 * more
 * @param maxTenants largest subtree readable at once, 1 or more
 */
public record SubtreeLimits(int inlineLimit, int maxTenants) {

	/** 1000 ids are sent and 20000 tenants read. */
	public static final SubtreeLimits DEFAULT = new SubtreeLimits(1000, 20_000);

	/**
	 * Refuses limits that allow nothing.
	 */
	public SubtreeLimits {
		if (inlineLimit < 0 || maxTenants < 1) {
			throw new IllegalArgumentException(
					"A subtree has at least one tenant, and the number of ids sent is not negative.");
		}
	}

}
