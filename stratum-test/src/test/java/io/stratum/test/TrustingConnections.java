package io.stratum.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/**
 * Gives Hibernate connections without a look at whose session asks.
 */
final class TrustingConnections implements MultiTenantConnectionProvider<UUID> {

	private final transient DataSource dataSource;

	private final transient DataSource any;

	TrustingConnections(DataSource dataSource, DataSource any) {
		this.dataSource = dataSource;
		this.any = any;
	}

	@Override
	public Connection getAnyConnection() throws SQLException {
		return this.any.getConnection();
	}

	@Override
	public void releaseAnyConnection(Connection connection) throws SQLException {
		connection.close();
	}

	@Override
	public Connection getConnection(UUID tenant) throws SQLException {
		return this.dataSource.getConnection();
	}

	@Override
	public void releaseConnection(UUID tenant, Connection connection) throws SQLException {
		connection.close();
	}

	@Override
	public boolean supportsAggressiveRelease() {
		return false;
	}

	@Override
	public boolean isUnwrappableAs(Class<?> type) {
		return type.isInstance(this);
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		return type.cast(this);
	}

}
