package io.stratum.autoconfigure.placement;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.stratum.isolation.placement.PlacementNames;
import io.stratum.isolation.placement.ProvisioningOptions;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.tenant.IsolationStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Properties of the places of tenants.
 *
 * @param strategies Strategies that may be chosen.
 * @param database Databases of tenants.
 * @param schema Schemas of tenants.
 * @param servers Servers for tenant databases by name, besides that of the shared tables.
 * @param pools Connections to places of tenants.
 * @param provisioning Making of places.
 */
@ConfigurationProperties("stratum.isolation")
record PlacementProperties(@DefaultValue( {
		"SHARED", "SCHEMA", "DATABASE" }) Set<String> strategies, @DefaultValue Database database,
		@DefaultValue Schema schema, @DefaultValue Map<String, Server> servers, @DefaultValue Pools pools,
		@DefaultValue Provisioning provisioning){

	ProvisioningOptions options() {
		return new ProvisioningOptions(
				this.strategies.stream().map(PlacementProperties::strategy).collect(Collectors.toSet()),
				this.provisioning.timeout(), this.provisioning.template(), this.provisioning.spareSchemas(),
				this.provisioning.spareDatabases());
	}

	PlacementNames names(Environment environment) {
		String prefix = this.database.prefix();
		return (prefix != null) ? new PlacementNames(prefix)
				: PlacementNames.ofApplication(environment.getProperty("spring.application.name", "app"));
	}

	/**
	 * Reads the name of a strategy as Java spells it or as it travels.
	 */
	private static IsolationStrategy strategy(String name) {
		for (IsolationStrategy strategy : IsolationStrategy.values()) {
			if (strategy.name().equalsIgnoreCase(name) || strategy.wireName().equalsIgnoreCase(name)) {
				return strategy;
			}
		}
		throw new IllegalArgumentException("'stratum.isolation.strategies' names '" + name
				+ "'. There are SHARED (SHARED_RLS), SCHEMA (SCHEMA_PER_TENANT) and DATABASE (DB_PER_TENANT).");
	}

	/**
	 * Properties of databases.
	 *
	 * @param prefix Prefix of database names; made from the name of the application if
	 * left out.
	 */
	record Database(@Nullable String prefix) {

	}

	/**
	 * Properties of schemas.
	 *
	 * @param searchPath Schemas after the tenant's.
	 */
	record Schema(@DefaultValue("ext") List<String> searchPath) {

	}

	/**
	 * Properties of a server.
	 *
	 * @param url JDBC URL of the server's default database.
	 * @param username Name of the application role there; that of the home server if left
	 * out.
	 * @param password Password of the application role.
	 * @param owner Login that makes places there; that of the home server if left out.
	 * @param maxConnections Most connections of this node to the server.
	 * @param weight Share of new databases; 0 takes none.
	 */
	record Server(String url, @Nullable String username, @Nullable String password, @DefaultValue Owner owner,
			@DefaultValue("50") int maxConnections, @DefaultValue("1") int weight) {

		/**
		 * Returns the address without credentials in it.
		 * @return what may be shown
		 */
		@Override
		public String toString() {
			return "Server[" + this.url.replaceFirst("\\?.*", "") + "]";
		}

	}

	/**
	 * Properties of the login that makes places.
	 *
	 * @param username Name of the role.
	 * @param password Password of the role.
	 */
	record Owner(@Nullable String username, @Nullable String password) {

		@Override
		public String toString() {
			return "Owner[" + this.username + "]";
		}

	}

	/**
	 * Properties of connections.
	 *
	 * @param maxConnections Ceiling over all placements of this node.
	 * @param maxPerTenant Ceiling of one tenant.
	 * @param idleTimeout Idle time until eviction.
	 * @param acquireTimeout Longest wait for a connection.
	 */
	record Pools(@DefaultValue("50") int maxConnections, @DefaultValue("5") int maxPerTenant,
			@DefaultValue("5m") Duration idleTimeout, @DefaultValue("5s") Duration acquireTimeout) {

		PoolLimits limits() {
			return new PoolLimits(this.maxConnections, this.maxPerTenant, this.idleTimeout, this.acquireTimeout);
		}

	}

	/**
	 * Properties of provisioning.
	 *
	 * @param timeout Time for one placement.
	 * @param template Whether clones are used.
	 * @param spareSchemas Schemas kept ready.
	 * @param spareDatabases Databases kept ready.
	 */
	record Provisioning(@DefaultValue("1m") Duration timeout, @DefaultValue("true") boolean template,
			@DefaultValue("0") int spareSchemas, @DefaultValue("0") int spareDatabases) {

	}

}
