package io.stratum.tenant;

/**
 * Makes the place where the rows of a new tenant will be.
 */
@FunctionalInterface
public interface PlacementAllocator {

	/** Has a place for tenants in shared tables only. */
	PlacementAllocator SHARED_ONLY = new PlacementAllocator() {

		@Override
		public PreparedPlacement prepare(NewTenant description, IsolationStrategy strategy) {
			if (!offers(strategy)) {
				throw new IsolationStrategyUnsupportedException(strategy);
			}
			return PreparedPlacement.NOTHING;
		}

		@Override
		public boolean offers(IsolationStrategy strategy) {
			return strategy == IsolationStrategy.SHARED;
		}

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

	/**
	 * Tells whether tenants may be kept apart in a way.
	 * @param strategy the way
	 * @return whether places are made for it; all are unless somebody says otherwise
	 */
	default boolean offers(IsolationStrategy strategy) {
		return true;
	}

}
