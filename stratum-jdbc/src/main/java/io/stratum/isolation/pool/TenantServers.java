package io.stratum.isolation.pool;

import org.jspecify.annotations.Nullable;

/**
 * Knows the servers that hold tenants.
 */
@FunctionalInterface
public interface TenantServers {

	/**
	 * Finds a server; asked whenever a connection is opened.
	 * @param name its name in placements
	 * @return the server, or {@code null} if there is none of that name
	 */
	@Nullable TenantServer named(String name);

	/**
	 * Knows no server besides the application's own data source.
	 * @return servers without any
	 */
	static TenantServers none() {
		return (name) -> null;
	}

}
