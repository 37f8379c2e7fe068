package io.stratum.tenant;

/**
 * What holds for new tenants and for the trees they form.
 *
 * @param defaultStrategy how the rows of a tenant are kept apart whose creator does not
 * say
 * @param maxDepth most levels a tree may get, 1 to 20; trees that are deeper already stay
 */
public record TenantRules(IsolationStrategy defaultStrategy, int maxDepth) {

	/**
	 * Refuses a depth that no tree can have.
	 * @throws IllegalArgumentException if it is below 1 or above 20
	 */
	public TenantRules {
		if (maxDepth < 1 || maxDepth > TenantPath.MAX_LEVELS) {
			throw new IllegalArgumentException("A tree has 1 to " + TenantPath.MAX_LEVELS + " levels, not " + maxDepth);
		}
	}

	/**
	 * Returns what holds unless somebody says otherwise.
	 * @return shared tables, 20 levels
	 */
	public static TenantRules defaults() {
		return new TenantRules(IsolationStrategy.SHARED, TenantPath.MAX_LEVELS);
	}

	NewTenant complete(NewTenant description) {
		return (description.strategy() != null) ? description : description.isolatedBy(this.defaultStrategy);
	}

	void checkLevel(int level) {
		if (level > this.maxDepth) {
			throw new TenantDepthExceededException(level, this.maxDepth);
		}
	}

}
