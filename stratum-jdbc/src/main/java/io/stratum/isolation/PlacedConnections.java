package io.stratum.isolation;

import io.stratum.isolation.jdbc.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections to places other than the shared tables of the home server.
 *
 * <p>
 * Called by {@link TenantDataSource} alone, which ties what it borrows to the tenant. A
 * connection that is not tied to anybody sees no row.
 */
public interface PlacedConnections {

	/**
	 * Lends a connection to a placement, waiting for one if need be.
	 * @param placement where to
	 * @return the connection
	 * @throws TenantBusyException if none became free in time
	 * @throws TenantUnavailableException if the database is out of reach
	 */
	Lease borrow(Placement placement);

	/**
	 * Lends a connection to a placement if that needs neither waiting nor eviction.
	 * @param placement where to
	 * @return the connection, or {@code null} if there is none to be had at once
	 * @throws TenantUnavailableException if the database is out of reach
	 */
	@Nullable Lease borrowAtOnce(Placement placement);

	/**
	 * Leads nowhere, for applications with shared tables only.
	 * @return connections to no place
	 */
	static PlacedConnections none() {
		return new PlacedConnections() {

			@Override
			public Lease borrow(Placement placement) {
				throw new TenantUnavailableException(null);
			}

			@Override
			public @Nullable Lease borrowAtOnce(Placement placement) {
				return null;
			}

		};
	}

}
