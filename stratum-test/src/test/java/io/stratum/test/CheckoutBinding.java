package io.stratum.test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.stratum.tenant.Tenant;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Binds a connection once, when it is borrowed, as many applications do by hand.
 */
final class CheckoutBinding extends DelegatingDataSource {

	private final Supplier<Tenant> bound;

	CheckoutBinding(DataSource pool, Supplier<Tenant> bound) {
		super(pool);
		this.bound = bound;
	}

	@Override
	public Connection getConnection() throws SQLException {
		String tenant = this.bound.get().id().toString();
		Connection connection = super.getConnection();
		try (PreparedStatement statement = connection
			.prepareStatement("select set_config('app.current_tenant_id', ?, false)")) {
			statement.setString(1, tenant);
			statement.execute();
		}
		return connection;
	}

}
