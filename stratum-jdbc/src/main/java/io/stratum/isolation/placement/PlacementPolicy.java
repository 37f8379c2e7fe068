package io.stratum.isolation.placement;

import io.stratum.isolation.Placement;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the server for the rows of a new tenant.
 */
@FunctionalInterface
public interface PlacementPolicy {

	/** Puts everybody on the server of the shared tables. */
	PlacementPolicy HOME = (strategy, tenant) -> Placement.HOME;

	/**
	 * Chooses a server.
	 * @param strategy a schema or a database
	 * @param tenant what the tenant shall be, or {@code null} for a spare place that any
	 * tenant may get
	 * @return name of the server
	 */
	String server(IsolationStrategy strategy, @Nullable NewTenant tenant);

}
