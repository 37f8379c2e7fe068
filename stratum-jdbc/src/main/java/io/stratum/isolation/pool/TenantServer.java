package io.stratum.isolation.pool;

import java.util.function.Supplier;

/**
 * A database server that holds tenants, and how the application logs in there.
 *
 * @param name its name in placements
 * @param url its JDBC URL; the database in it is replaced by that of the placement
 * @param username the application role there
 * @param password gives the password whenever a connection is opened, so that it can be
 * rotated
 * @param maxConnections most connections of this node to the server, at least 1
 */
public record TenantServer(String name, String url, String username, Supplier<String> password, int maxConnections) {

	/**
	 * Refuses a server that takes no connection.
	 */
	public TenantServer {
		if (maxConnections < 1) {
			throw new IllegalArgumentException("Server '" + name + "' takes no connection.");
		}
	}

	/**
	 * Returns the name alone, for URLs may hold secrets.
	 * @return the name
	 */
	@Override
	public String toString() {
		return "TenantServer[" + this.name + "]";
	}

}
