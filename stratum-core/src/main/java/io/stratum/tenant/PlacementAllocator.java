package io.stratum.tenant;

/**
 * Makes the place where the rows of a new tenant will be.
 */
@FunctionalInterface
public interface PlacementAllocator {

	/** Has a place for tenants in shared tables only. */
	PlacementAllocator SHARED_ONLY = (description, strategy) -> {
		if (strategy != IsolationStrategy.SHARED) {
			throw new IsolationStrategyUnsupportedException(strategy);
		}
		return PreparedPlacement.NOTHING;
	};

	/**
	 * Makes a place ready; called before the transaction that creates the tenant, so it
	 * may take seconds.
	 * @param description what the tenant shall be, valid
	 * @param strategy how its rows are kept apart
	 * @return the place, which the creator closes
	 * @throws IsolationStrategyUnsupportedException if the strategy is not available
	 */
	PreparedPlacement prepare(NewTenant description, IsolationStrategy strategy);

}
