package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.SQLException;

import io.stratum.isolation.jdbc.Lease;
import io.stratum.isolation.jdbc.Sending;
import io.stratum.isolation.jdbc.StatementPreparation;
import io.stratum.isolation.jdbc.StatementTimer;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;

/**
 * Ties borrowed connections to a tenant, for the data source of tenants.
 *
 * <p>
 * <b>Guarantees.</b> Each transaction of a connection is told the tenant before its first
 * statement, in a way that ends with it. Without that tenant on the thread nothing is
 * sent.
 */
public final class BoundConnections {

	private final TenantContext context;

	private final BindingOptions options;

	private final Bindings bindings;

	private final StatementTexts texts = new StatementTexts();

	private final @Nullable StatementTimer timer;

	/**
	 * Creates the binder.
	 * @param context knows the bound tenant
	 * @param options how the tenant travels to the database
	 * @param timer hears of each statement of a tenant, or {@code null} if none is timed
	 */
	public BoundConnections(TenantContext context, BindingOptions options, @Nullable StatementTimer timer) {
		this.context = context;
		this.timer = timer;
		this.options = options;
		this.bindings = new Bindings(options, options.actor() ? new ActingCaller(context) : null);
	}

	/**
	 * Ties a connection to one tenant.
	 * @param tenant for whom its transactions run
	 * @param schema the schema of the tenant's tables, or {@code null} for that of the
	 * login
	 * @param preparation has a say in how its statements are prepared
	 * @param lending lends the connection, given back when the returned one is closed
	 * @return a connection that works for nobody else
	 * @throws SQLException if there is no connection to be had
	 */
	public Connection of(Tenant tenant, @Nullable String schema, StatementPreparation preparation,
			Sending<Lease> lending) throws SQLException {
		Binding binding = this.bindings.of(tenant, schema);
		return bound(lending.send(), tenant, binding, preparation);
	}

	/**
	 * Ties a connection to the read of a subtree.
	 * @param root the top of the subtree
	 * @param schema the schema of the tables, or {@code null} for that of the login
	 * @param visible the tenants whose rows are seen, as the database understands it
	 * @param readerRole the role that may only read
	 * @param preparation has a say in how its statements are prepared
	 * @param lending lends the connection, given back when the returned one is closed
	 * @return a connection whose transactions cannot write
	 * @throws SQLException if there is no connection to be had
	 */
	public Connection ofSubtree(Tenant root, @Nullable String schema, String visible, String readerRole,
			StatementPreparation preparation, Sending<Lease> lending) throws SQLException {
		Binding binding = Binding.ofSubtree(root.id(), schema, visible, readerRole, this.options);
		return bound(lending.send(), root, binding, preparation);
	}

	/**
	 * Ties a connection to no tenant, so that it sees no row of any.
	 * @param lease the connection, given back when the returned one is closed
	 * @return a connection for reading the catalog
	 */
	public Connection ofNobody(Lease lease) {
		return new TenantConnection(lease,
				TenantSession.unbound(lease.connection(), this.context, this.options, this.texts),
				StatementPreparation.PLAIN);
	}

	private Connection bound(Lease lease, Tenant tenant, Binding binding, StatementPreparation preparation) {
		return new TenantConnection(lease, TenantSession.of(lease.connection(), this.context, tenant, binding,
				this.options, this.texts, this.timer), preparation);
	}

}
