package io.stratum.benchmarks.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.Placement;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pools over the orders by one way to the server, tenant-bound ones and plain ones.
 */
public final class World implements AutoCloseable {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private final OrderDatabase orders;

	private final int port;

	private final TenantContext context = new TenantContext();

	private final HikariDataSource home;

	private final HikariDataSource oneSchema;

	private final HikariDataSource oneDatabase;

	private final TenantDataSource tenants;

	private final TenantDataSource crowded;

	/**
	 * Opens all pools.
	 * @param orders the orders
	 * @param port the way to the server
	 */
	public World(OrderDatabase orders, int port) {
		this.orders = orders;
		this.port = port;
		String url = Pools.through(orders.home.url(), port);
		this.home = closing(Pools.open(url, "stratum_app"));
		this.oneSchema = closing(Pools.open(url + "&currentSchema=plain", "stratum_app"));
		this.oneDatabase = closing(
				Pools.open(Pools.through(orders.own.url(), port) + "&currentSchema=plain", "stratum_app"));
		this.tenants = dataSource(PoolLimits.defaults());
		this.crowded = dataSource(new PoolLimits(1, 1, Duration.ofMinutes(5), Duration.ofSeconds(5)));
	}

	private TenantDataSource dataSource(PoolLimits limits) {
		TenantPools pools = closing(new TenantPools(this::server, limits, List.of("ext")));
		return new TenantDataSource(this.home, this.context, this.orders::placement, pools, BindingOptions.defaults());
	}

	private TenantServer server(String name) {
		String url = name.equals(Placement.HOME) ? this.orders.home.url() : this.orders.own.url();
		return new TenantServer(name, Pools.through(url, this.port), "stratum_app", () -> "", 50);
	}

	private <T extends AutoCloseable> T closing(T resource) {
		this.open.push(resource);
		return resource;
	}

	Side ownJdbc(Tenant tenant) {
		return new Side(new JdbcOrders(this.tenants), transactions(this.tenants), as(tenant));
	}

	Side ownJpa(Tenant tenant) {
		Entities entities = closing(Entities.ofTenants(this.tenants, this.context));
		return new Side(JpaOrders.ofTenant(entities.manager), entities.transactions, as(tenant));
	}

	/**
	 * Acts for another tenant of a schema in each transaction, on connections that were
	 * not opened for it.
	 */
	Side ownJdbcInTurn() {
		int[] turn = new int[1];
		return new Side(new JdbcOrders(this.crowded), transactions(this.crowded), (transaction) -> {
			Tenant tenant = this.orders.schemas.get(turn[0]++ % this.orders.schemas.size());
			as(tenant).run(transaction);
		});
	}

	Side otherJdbc(Tenant tenant) {
		DataSource dataSource = plain(tenant);
		UUID id = tenant.id().value();
		Orders statements = (tenant == this.orders.shared) ? new FilteredJdbcOrders(dataSource, id)
				: new JdbcOrders(dataSource);
		return new Side(statements, transactions(dataSource), Side.Around.NOTHING);
	}

	/**
	 * Acts under the same policies, as their documentation shows it.
	 */
	Side policiesByHand(Tenant tenant) {
		return new Side(new SetByHand(this.home, tenant.id().value()), transactions(this.home), Side.Around.NOTHING);
	}

	Side otherJpa(Tenant tenant) {
		boolean shared = tenant == this.orders.shared;
		Entities entities = closing(Entities.plain(shared ? FilteredOrder.class : PlainOrder.class, plain(tenant)));
		Orders statements = shared ? JpaOrders.filtered(entities.manager, tenant.id().value())
				: JpaOrders.plain(entities.manager);
		return new Side(statements, entities.transactions, Side.Around.NOTHING);
	}

	private DataSource plain(Tenant tenant) {
		if (tenant == this.orders.shared) {
			return this.home;
		}
		return (tenant == this.orders.database) ? this.oneDatabase : this.oneSchema;
	}

	private Side.Around as(Tenant tenant) {
		return (transaction) -> {
			try (TenantContext.Scope scope = this.context.bind(tenant)) {
				transaction.run();
			}
		};
	}

	private static TransactionTemplate transactions(DataSource dataSource) {
		return new TransactionTemplate(new JdbcTransactionManager(dataSource));
	}

	@Override
	public void close() throws Exception {
		while (!this.open.isEmpty()) {
			this.open.pop().close();
		}
	}

}
