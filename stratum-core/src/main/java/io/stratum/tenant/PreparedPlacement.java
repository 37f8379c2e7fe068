package io.stratum.tenant;

/**
 * A place that is ready for the rows of one tenant and belongs to nobody yet.
 */
public interface PreparedPlacement extends AutoCloseable {

	/** A place that needs no work. */
	PreparedPlacement NOTHING = new PreparedPlacement() {

		@Override
		public void claim(TenantId tenant) {
			// Shared tables are there already.
		}

		@Override
		public void close() {
			// Nothing was made.
		}

	};

	/**
	 * Gives the place to a tenant, inside the transaction that creates it.
	 * <p>
	 * The claim holds only if that transaction commits; when the transaction is repeated,
	 * so is the claim, with another id.
	 * @param tenant the tenant, whose row exists
	 */
	void claim(TenantId tenant);

	/**
	 * Gives the place back unless a claim on it was committed; called once, after the
	 * transaction.
	 */
	@Override
	void close();

}
