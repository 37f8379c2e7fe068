package io.stratum.isolation.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.stratum.isolation.Placement;
import io.stratum.isolation.binding.SearchPath;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to the places of tenants.
 */
final class ServerConnections {

	private final TenantServers servers;

	private final List<String> searchPathTail;

	private final int timeoutSeconds;

	ServerConnections(TenantServers servers, List<String> searchPathTail, Duration timeout) {
		this.servers = servers;
		this.searchPathTail = List.copyOf(searchPathTail);
		this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
	}

	/**
	 * Opens a connection, to that place or to none.
	 */
	Connection open(Placement placement) throws SQLException {
		TenantServer server = this.servers.named(placement.server());
		if (server == null) {
			throw new SQLException("No server is called '" + placement.server() + "'.", "08001");
		}
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(server.url());
		if (placement.database() != null) {
			source.setDatabaseName(placement.database());
		}
		if (placement.schema() != null) {
			source.setOptions("-c search_path=" + escape(SearchPath.of(placement.schema(), this.searchPathTail)));
		}
		return open(source, server);
	}

	private Connection open(PGSimpleDataSource source, TenantServer server) throws SQLException {
		source.setSocketFactory(AwaitingSockets.class.getName());
		source.setConnectTimeout(this.timeoutSeconds);
		// A server that accepts and then says nothing must not hold the caller.
		source.setSocketTimeout(this.timeoutSeconds);
		Connection connection = source.getConnection(server.username(), server.password().get());
		connection.setNetworkTimeout(Runnable::run, 0);
		return connection;
	}

	// The server splits its options at blanks.
	private static String escape(String value) {
		return value.replace("\\", "\\\\").replace(" ", "\\ ");
	}

}
