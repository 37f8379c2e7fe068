package io.stratum.isolation.placement;

import org.jspecify.annotations.Nullable;

/**
 * Knows the servers on which places for tenants can be made.
 */
@FunctionalInterface
public interface OwnerServers {

	/**
	 * Finds a server.
	 * @param name its name in placements
	 * @return the server, or {@code null} if there is none of that name
	 */
	@Nullable OwnerServer named(String name);

}
