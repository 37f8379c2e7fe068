package io.stratum.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Consumer;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.binding.BoundConnections;
import io.stratum.isolation.jdbc.Lease;
import io.stratum.isolation.jdbc.StatementPreparation;
import io.stratum.isolation.jdbc.WrittenLease;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
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

	private final PlacedConnections placed;

	private final HotSchemas hotSchemas;

	private final BoundConnections bound;

	private final Consumer<Placement> written;

	/**
	 * Creates a data source for tenants in shared tables.
	 * @param home connections of the application role
	 * @param context knows the bound tenant
	 */
	public TenantDataSource(DataSource home, TenantContext context) {
		this(home, context, Placements.sharedOnly(), PlacedConnections.none(), BindingOptions.defaults());
	}

	/**
	 * Creates a data source for tenants of every strategy.
	 * @param home connections of the application role to the shared tables
	 * @param context knows the bound tenant
	 * @param placements knows where the rows of each tenant are
	 * @param placed connections to all other places
	 * @param options how the tenant travels to the database
	 * @throws IllegalArgumentException if the data source is one for XA transactions
	 */
	public TenantDataSource(DataSource home, TenantContext context, Placements placements, PlacedConnections placed,
			BindingOptions options) {
		this(home, context, placements, placed, options, SqlListeners.NONE);
	}

	/**
	 * Creates a data source for tenants of every strategy that tells of their work.
	 * @param home connections of the application role to the shared tables
	 * @param context knows the bound tenant
	 * @param placements knows where the rows of each tenant are
	 * @param placed connections to all other places
	 * @param options how the tenant travels to the database
	 * @param listeners who hears of the work
	 * @throws IllegalArgumentException if the data source is one for XA transactions
	 */
	public TenantDataSource(DataSource home, TenantContext context, Placements placements, PlacedConnections placed,
			BindingOptions options, SqlListeners listeners) {
		if (home instanceof XADataSource) {
			throw new IllegalArgumentException(
					"An XA data source cannot be bound to a tenant. Use an ordinary one, or mark it @PlatformDataSource.");
		}
		this.home = home;
		this.context = context;
		this.placements = placements;
		this.placed = placed;
		this.hotSchemas = new HotSchemas(placed);
		this.bound = new BoundConnections(context, options, listeners.timer());
		this.written = listeners.written();
	}

	/**
	 * Borrows a connection for the bound tenant, or for its subtree while that is read.
	 * @return the connection
	 * @throws io.stratum.tenant.TenantNotBoundException if no tenant is bound; no pool is
	 * touched
	 * @throws TenantSwitchedException if another subtree than that of the bound tenant is
	 * read
	 * @throws TenantBusyException if the tenant's own place has none free in time
	 * @throws TenantUnavailableException if the tenant's own place is out of reach
	 * @throws SQLException if the shared pool has none
	 */
	@Override
	public Connection getConnection() throws SQLException {
		return getConnection(StatementPreparation.PLAIN);
	}

	/**
	 * Borrows a connection like {@link #getConnection()}.
	 * @param preparation has a say in how its statements are prepared
	 * @return the connection
	 * @throws SQLException as without
	 */
	public Connection getConnection(StatementPreparation preparation) throws SQLException {
		SubtreeRead read = SubtreeRead.current();
		if (read != null) {
			return subtreeConnection(read, preparation);
		}
		Tenant tenant = this.context.required();
		Placement placement = this.placements.of(tenant);
		return this.bound.of(tenant, placement.schema(), preparation, () -> borrow(placement));
	}

	private Connection subtreeConnection(SubtreeRead read, StatementPreparation preparation) throws SQLException {
		Tenant root = this.context.required();
		if (!root.id().equals(read.root().id())) {
			throw new TenantSwitchedException(read.root().id(), root.id());
		}
		return this.bound.ofSubtree(root, read.placement().schema(), read.visible(), read.readerRole(), preparation,
				() -> borrow(read.placement()));
	}

	private Lease borrow(Placement placement) throws SQLException {
		if (!placement.isHome()) {
			return new WrittenLease(this.placed.borrow(placement), () -> this.written.accept(placement));
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
		return this.bound.ofNobody(Lease.of(this.home.getConnection()));
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
