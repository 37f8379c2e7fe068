package io.stratum.autoconfigure.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.DatabaseLogins.Login;
import io.stratum.autoconfigure.placement.PlacementProperties.Server;
import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.placement.OwnerLogin;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.PlacementPolicy;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.isolation.pool.TenantServers;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The home server and those of the properties, for the application and for the owner.
 */
final class ConfiguredServers implements PlacementPolicy {

	private final Map<String, TenantServer> application = new HashMap<>();

	private final Map<String, OwnerServer> owners = new HashMap<>();

	/** Each server as often as its weight says. */
	private final List<String> shares = new ArrayList<>();

	ConfiguredServers(DatabaseLogins logins, JdbcConnectionDetails home, PlacementProperties properties) {
		addHome(logins, home, properties.pools().maxConnections());
		properties.servers().forEach((name, server) -> add(name, server, logins, home));
		if (this.shares.isEmpty()) {
			this.shares.add(Placement.HOME);
		}
	}

	private void addHome(DatabaseLogins logins, JdbcConnectionDetails home, int maxConnections) {
		String password = plain(home.getPassword());
		this.application.put(Placement.HOME, new TenantServer(Placement.HOME, home.getJdbcUrl(),
				plain(home.getUsername()), () -> password, maxConnections));
		Login owner = logins.owner();
		this.owners.put(Placement.HOME,
				new OwnerLogin(Placement.HOME, owner.url(), logins.roles(), () -> plain(owner.password())));
	}

	private void add(String name, Server server, DatabaseLogins logins, JdbcConnectionDetails home) {
		if (Placement.HOME.equals(name)) {
			throw new StratumStartupException("'stratum.isolation.servers.home' is the server of the shared tables.",
					"Give the server another name; the home server needs no entry.");
		}
		RoleNames roles = roles(server, logins.roles());
		String password = plain((server.username() != null) ? server.password() : home.getPassword());
		String ownerPassword = plain(
				(server.owner().username() != null) ? server.owner().password() : logins.owner().password());
		this.application.put(name,
				new TenantServer(name, server.url(), roles.application(), () -> password, server.maxConnections()));
		this.owners.put(name, new OwnerLogin(name, server.url(), roles, () -> ownerPassword));
		for (int i = 0; i < server.weight(); i++) {
			this.shares.add(name);
		}
	}

	private static RoleNames roles(Server server, RoleNames home) {
		return new RoleNames(Objects.requireNonNullElse(server.owner().username(), home.owner()), home.platform(),
				Objects.requireNonNullElse(server.username(), home.application()), home.subtreeReader());
	}

	/** Returns the names of all servers, that of the shared tables included. */
	Set<String> names() {
		return Set.copyOf(this.owners.keySet());
	}

	/** Returns the most connections that tenants' places on each server may have. */
	Map<String, Integer> ceilings(int overall) {
		return this.application.values()
			.stream()
			.collect(Collectors.toMap(TenantServer::name, (server) -> Math.min(server.maxConnections(), overall)));
	}

	TenantServers forApplication() {
		return this.application::get;
	}

	OwnerServers forOwner() {
		return this.owners::get;
	}

	/**
	 * Chooses the home server for schemas, and for databases one of the others, if there
	 * are any, by weight.
	 */
	@Override
	public String server(IsolationStrategy strategy, @Nullable NewTenant tenant) {
		return (strategy == IsolationStrategy.DATABASE)
				? this.shares.get(ThreadLocalRandom.current().nextInt(this.shares.size())) : Placement.HOME;
	}

	private static String plain(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

}
