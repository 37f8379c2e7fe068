package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Random work of 50 tenants over 4 shared connections. The system property
 * {@code stratum.interleavings} says how many pieces of work, {@code stratum.seed} which.
 */
class InterleavingsIntegrationTests {

	private static final int PIECES = Integer.getInteger("stratum.interleavings", 1000);

	private static final long SEED = Long.getLong("stratum.seed", System.nanoTime());

	private static final int THREADS = 8;

	private static final int TURNS = 5;

	/**
	 * What the work provokes: cancelled, failed transaction, division, refused, not null.
	 */
	private static final Set<String> EXPECTED = Set.of("57014", "25P02", "22012", "42501", "23502");

	private static final Map<Tenant, Placement> PLACES = new HashMap<>();

	private static List<Tenant> tenants;

	private static IsolationFixture fixture;

	private static TenantPools pools;

	/** Connections that two clients share; apart, for no piece may wait for another. */
	private static HikariDataSource backends;

	private static TenantDataSource[] dataSources;

	private final ScheduledExecutorService cancels = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService hops = Executors.newCachedThreadPool();

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicInteger handOvers = new AtomicInteger();

	@BeforeAll
	static void start() {
		fixture = new IsolationFixture(4);
		backends = fixture.pool("stratum_app", THREADS);
		pools = new TenantPools((name) -> fixture.server(name, 10),
				new PoolLimits(4, 2, Duration.ofMinutes(1), Duration.ofMinutes(5)), List.of("public"));
		dataSources = new TenantDataSource[BindingOptions.CombineBinding.values().length];
		for (BindingOptions.CombineBinding choice : BindingOptions.CombineBinding.values()) {
			dataSources[choice.ordinal()] = new TenantDataSource(fixture.application, fixture.context, PLACES::get,
					pools, BindingOptions.defaults().combineBinding(choice));
		}
		tenants = IntStream.range(0, 50).mapToObj((i) -> IsolationFixture.stranger("tenant_" + i)).toList();
		for (int i = 0; i < tenants.size(); i++) {
			PLACES.put(tenants.get(i), place(i));
			IsolationFixture.giveOrder(dataSources[0], fixture.context, tenants.get(i));
		}
	}

	private static Placement place(int i) {
		return switch (i % 10) {
			case 8 -> fixture.createSchema(Placement.HOME);
			case 9 -> (i < 20) ? fixture.createDatabase("cell") : fixture.createSchema("cell");
			default -> Placement.shared();
		};
	}

	@AfterAll
	static void stop() {
		pools.close();
		backends.close();
		fixture.close();
	}

	@Test
	void noInterleavingShowsAForeignRow() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> all = IntStream.range(0, THREADS)
				.<Future<?>>mapToObj((i) -> executor.submit(() -> work(new Random(SEED + i))))
				.toList();
			for (Future<?> each : all) {
				each.get();
			}
		}
		finally {
			executor.shutdownNow();
			this.cancels.shutdownNow();
			this.hops.shutdownNow();
		}
		assertThat(this.reads.get()).as("seed %d", SEED).isGreaterThan(PIECES / 2);
		assertThat(this.handOvers.get()).as("hand-overs with seed %d", SEED).isPositive();
		assertThat(JdbcClient.create(fixture.owner)
			.sql("select count(*) from orders where item <> 'kept' and tenant_id::text not in (:known)")
			.param("known", tenants.stream().map((tenant) -> tenant.id().toString()).toList())
			.query(Long.class)
			.single()).isEqualTo(0);
	}

	private void work(Random random) {
		for (int i = 0; i < PIECES / THREADS; i++) {
			Tenant tenant = tenants.get(random.nextInt(tenants.size()));
			try (TenantContext.Scope scope = fixture.context.bind(tenant)) {
				piece(random, tenant);
			}
			catch (SQLException ex) {
				assertThat(EXPECTED).as("seed %d: %s", SEED, ex.getMessage()).contains(ex.getSQLState());
			}
			catch (AssertionError ex) {
				throw new CompletionException("seed " + SEED, ex);
			}
		}
	}

	private void piece(Random random, Tenant tenant) throws SQLException {
		try (Connection connection = dataSources[random.nextInt(dataSources.length)].getConnection()) {
			connection.setAutoCommit(random.nextBoolean());
			for (int step = random.nextInt(6); step >= 0; step--) {
				step(random, tenant, connection);
			}
		}
	}

	private void step(Random random, Tenant tenant, Connection connection) throws SQLException {
		switch (random.nextInt(13)) {
			case 0, 1 -> readPrepared(random, tenant, connection);
			case 2, 3 -> readDirect(tenant, connection);
			case 4 -> updateAll(connection);
			case 5 -> savepoint(random, tenant, connection);
			case 6 -> fail(random, connection);
			case 7 -> writeForeign(random, tenant, connection);
			case 8 -> cancel(connection);
			case 9 -> hop(connection);
			case 10 -> otherTenant(random, tenant);
			case 11 -> handOver(random, tenant);
			default -> end(random, connection);
		}
	}

	private void readPrepared(Random random, Tenant tenant, Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select tenant_id from orders where quantity > ?")) {
			statement.setInt(1, 0);
			if (random.nextInt(4) == 0) {
				statement.setFetchSize(1);
			}
			assertOwn(tenant, statement.executeQuery());
		}
	}

	private void readDirect(Tenant tenant, Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			assertOwn(tenant, statement.executeQuery("select tenant_id from orders"));
		}
	}

	private void assertOwn(Tenant tenant, ResultSet rows) throws SQLException {
		int count = 0;
		while (rows.next()) {
			count++;
			assertThat(rows.getObject(1, UUID.class)).isEqualTo(tenant.id().value());
		}
		assertThat(count).as("rows of %s", PLACES.get(tenant)).isPositive();
		this.reads.incrementAndGet();
	}

	private static void updateAll(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("update orders set quantity = quantity + 0")) {
			assertThat(statement.executeUpdate()).isOne();
		}
	}

	private void savepoint(Random random, Tenant tenant, Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			return;
		}
		Savepoint savepoint = connection.setSavepoint();
		try {
			step(random, tenant, connection);
		}
		catch (SQLException ex) {
			connection.rollback(savepoint);
			readPrepared(random, tenant, connection);
			return;
		}
		if (random.nextBoolean() && !connection.getAutoCommit()) {
			readDirect(tenant, connection);
		}
	}

	private static void fail(Random random, Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement(random.nextBoolean() ? "select 1 / 0" : "insert into orders (item) values (null)")) {
			statement.execute();
		}
	}

	private static void writeForeign(Random random, Tenant tenant, Connection connection) throws SQLException {
		Tenant other = tenants.get(random.nextInt(tenants.size()));
		if (other == tenant) {
			return;
		}
		try (PreparedStatement statement = connection
			.prepareStatement("insert into orders (tenant_id, item) values (?, 'foreign')")) {
			statement.setObject(1, other.id().value());
			assertThat(statement.executeUpdate()).as("rows written for another").isZero();
		}
	}

	private void cancel(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			Future<?> cancel = this.cancels.schedule(() -> {
				statement.cancel();
				return true;
			}, 2, TimeUnit.MILLISECONDS);
			try {
				statement.execute("select pg_sleep(0.01)");
			}
			finally {
				join(cancel);
			}
		}
	}

	private void hop(Connection connection) {
		join(this.hops.submit(() -> assertThatExceptionOfType(TenantNotBoundException.class)
			.isThrownBy(() -> readDirect(tenants.get(0), connection))));
	}

	private void otherTenant(Random random, Tenant tenant) throws SQLException {
		// A shared connection held while waiting for another could starve all.
		Tenant other = tenants.get(9 + 10 * random.nextInt(5));
		if (other != tenant && PLACES.get(tenant).isHome()) {
			try (TenantContext.Scope scope = fixture.context.bind(other);
					Connection connection = dataSources[0].getConnection()) {
				readPrepared(random, other, connection);
			}
		}
	}

	/** Lets two clients take turns on one backend, as a transaction pooler does. */
	private void handOver(Random random, Tenant tenant) throws SQLException {
		Tenant other = tenants.get(random.nextInt(tenants.size()));
		if (!PLACES.get(tenant).isHome() || !PLACES.get(other).isHome()) {
			return;
		}
		try (Connection backend = backends.getConnection()) {
			TenantDataSource clients = new TenantDataSource(new SingleConnectionDataSource(backend, true),
					fixture.context, PLACES::get, PlacedConnections.none(), BindingOptions.defaults());
			try (Connection mine = client(clients, tenant); Connection theirs = client(clients, other)) {
				for (int turn = 0; turn < TURNS; turn++) {
					boolean isMine = random.nextBoolean();
					turn(random, isMine ? tenant : other, isMine ? mine : theirs);
				}
			}
		}
		this.handOvers.incrementAndGet();
	}

	private static Connection client(TenantDataSource clients, Tenant tenant) throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(tenant)) {
			return clients.getConnection();
		}
	}

	private void turn(Random random, Tenant tenant, Connection client) throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(tenant)) {
			client.setAutoCommit(false);
			readPrepared(random, tenant, client);
			if (random.nextBoolean()) {
				failAfterSavepoint(random, client);
			}
			readDirect(tenant, client);
			endTurn(random, client);
		}
	}

	private static void failAfterSavepoint(Random random, Connection client) throws SQLException {
		Savepoint savepoint = client.setSavepoint();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> fail(random, client));
		client.rollback(savepoint);
	}

	private static void endTurn(Random random, Connection client) throws SQLException {
		if (random.nextBoolean()) {
			client.rollback();
		}
		client.setAutoCommit(true);
	}

	private static void end(Random random, Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			connection.setAutoCommit(false);
		}
		else if (random.nextBoolean()) {
			connection.rollback();
		}
		else {
			connection.commit();
			connection.setAutoCommit(random.nextBoolean());
		}
	}

	private static void join(Future<?> future) {
		try {
			future.get();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

}
