package io.stratum.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collection;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantSwitchedException;
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

	private final TenantPools pools;

	private final HotSchemas hotSchemas;

	private final BindingOptions options;

	private final Bindings bindings;

	private final StatementTexts texts = new StatementTexts();

	/**
	 * Creates a data source for tenants in shared tables.
	 * @param home connections of the application role
	 * @param context knows the bound tenant
	 */
	public TenantDataSource(DataSource home, TenantContext context) {
		this(home, context, Placements.sharedOnly(), TenantPools.none(), BindingOptions.defaults());
	}

	/**
	 * Creates a data source for tenants of every strategy.
	 * @param home connections of the application role to the shared tables
	 * @param context knows the bound tenant
	 * @param placements knows where the rows of each tenant are
	 * @param pools connections to all other places
	 * @param options how the tenant travels to the database
	 * @throws IllegalArgumentException if the data source is one for XA transactions
	 */
	public TenantDataSource(DataSource home, TenantContext context, Placements placements, TenantPools pools,
			BindingOptions options) {
		if (home instanceof XADataSource) {
			throw new IllegalArgumentException(
					"An XA data source cannot be bound to a tenant. Use an ordinary one, or mark it @PlatformDataSource.");
		}
		this.home = home;
		this.context = context;
		this.placements = placements;
		this.pools = pools;
		this.hotSchemas = new HotSchemas(pools);
		this.options = options;
		this.bindings = new Bindings(options);
	}

	/**
	 * Borrows a connection for the bound tenant.
	 * @return the connection
	 * @throws io.stratum.tenant.TenantNotBoundException if no tenant is bound; no pool is
	 * touched
	 * @throws TenantBusyException if the tenant's own place has none free in time
	 * @throws TenantUnavailableException if the tenant's own place is out of reach
	 * @throws SQLException if the shared pool has none
	 */
	@Override
	public Connection getConnection() throws SQLException {
		Tenant tenant = this.context.required();
		Placement placement = this.placements.of(tenant);
		return connection(tenant, placement, this.bindings.of(tenant, placement));
	}

	/**
	 * Borrows a connection that reads the rows of several tenants and writes none.
	 * @param root the bound tenant, whose place is read
	 * @param visible tenants whose rows are seen, among those in that place
	 * @param readerRole the role that may only read
	 * @return the connection
	 * @throws io.stratum.tenant.TenantSwitchedException if another tenant is bound
	 * @throws SQLException if there is no connection to be had
	 */
	public Connection subtreeConnection(Tenant root, Collection<TenantId> visible, String readerRole)
			throws SQLException {
		Tenant bound = this.context.required();
		if (!bound.id().equals(root.id())) {
			throw new TenantSwitchedException(root.id(), bound.id());
		}
		Placement placement = this.placements.of(root);
		return connection(root, placement, Binding.ofSubtree(root, visible, readerRole, placement, this.options));
	}

	private Connection connection(Tenant tenant, Placement placement, Binding binding) throws SQLException {
		Lease lease = borrow(placement);
		return new TenantConnection(lease,
				TenantSession.of(lease.connection(), this.context, tenant, binding, this.options, this.texts));
	}

	private Lease borrow(Placement placement) throws SQLException {
		if (!placement.isHome()) {
			return this.pools.borrow(placement);
		}
		Lease hot = this.hotSchemas.borrow(placement);
		return (hot != null) ? hot : Lease.of(this.home.getConnection());
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
		Lease lease = Lease.of(this.home.getConnection());
		return new TenantConnection(lease,
				TenantSession.unbound(lease.connection(), this.context, this.options, this.texts));
	}

	/**
	 * Gives out a view of a Hikari pool for its figures, which lends no connection.
	 */
	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (type.isInstance(this)) {
			return type.cast(this);
		}
		HikariDataSource view = PoolView.of(this.home);
		if (type.isInstance(view)) {
			return type.cast(view);
		}
		throw new SQLFeatureNotSupportedException("The data source of tenants does not give out '" + type.getName()
				+ "', whose connections are not bound. Mark a data source @PlatformDataSource for such work.");
	}

	@Override
	public boolean isWrapperFor(Class<?> type) throws SQLException {
		return type.isInstance(this) || type.isInstance(PoolView.of(this.home));
	}

}
