package io.stratum.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives out connections whose every transaction runs for the bound tenant.
 *
 * <p>
 * <b>Guarantees.</b> Without a tenant there is no connection. Each transaction, and each
 * statement outside one, tells PostgreSQL the tenant before it touches a row, in a way
 * that ends with the transaction. A connection does not work for another tenant than the
 * one it was borrowed for. The pool behind it is not given out. What keeps rows apart is
 * row-level security: text that changes the setting itself is not noticed here.
 */
public final class TenantDataSource extends AbstractDataSource {

	private final DataSource home;

	private final TenantContext context;

	private final Placements placements;

	private final BindingOptions options;

	private final StatementTexts texts = new StatementTexts();

	/**
	 * Creates a data source for tenants in shared tables.
	 * @param home connections of the application role
	 * @param context knows the bound tenant
	 */
	public TenantDataSource(DataSource home, TenantContext context) {
		this(home, context, Placements.sharedOnly(), BindingOptions.defaults());
	}

	/**
	 * Creates a data source for tenants on the home server.
	 * @param home connections of the application role
	 * @param context knows the bound tenant
	 * @param placements knows where the rows of each tenant are
	 * @param options how the tenant travels to the database
	 * @throws IllegalArgumentException if the data source is one for XA transactions
	 */
	public TenantDataSource(DataSource home, TenantContext context, Placements placements, BindingOptions options) {
		if (home instanceof XADataSource) {
			throw new IllegalArgumentException(
					"An XA data source cannot be bound to a tenant. Use an ordinary one, or mark it @PlatformDataSource.");
		}
		this.home = home;
		this.context = context;
		this.placements = placements;
		this.options = options;
	}

	/**
	 * Borrows a connection for the bound tenant.
	 * @return the connection
	 * @throws io.stratum.tenant.TenantNotBoundException if no tenant is bound; no pool is
	 * touched
	 * @throws SQLException if there is no connection to be had
	 */
	@Override
	public Connection getConnection() throws SQLException {
		Tenant tenant = this.context.required();
		Binding binding = Binding.of(tenant, this.placements.of(tenant), this.options);
		Connection connection = this.home.getConnection();
		return new TenantConnection(connection,
				TenantSession.of(connection, this.context, tenant, binding, this.options, this.texts));
	}

	/**
	 * Refuses: a tenant's connections have one login.
	 * @throws SQLFeatureNotSupportedException always
	 */
	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new SQLFeatureNotSupportedException(
				"Connections of a tenant have one login. Use a data source marked @PlatformDataSource for another.");
	}

	/**
	 * Borrows a connection of no tenant, which sees no row of any.
	 * @return a connection to the home server, for reading the catalog
	 * @throws SQLException if there is no connection to be had
	 */
	public Connection anyConnection() throws SQLException {
		Connection connection = this.home.getConnection();
		return new TenantConnection(connection,
				TenantSession.unbound(connection, this.context, this.options, this.texts));
	}

}
