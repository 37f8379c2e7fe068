package io.stratum.jpa;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.audit.AuditLog;
import io.stratum.audit.AuditRedactor;
import io.stratum.audit.AuditSigner;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.crypto.KeyRing;
import io.stratum.crypto.KeyRotations;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineSchema;
import io.stratum.engine.Journal;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.isolation.rls.CompanionSchema;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.isolation.subtree.SharedTurns;
import io.stratum.isolation.subtree.Subtree;
import io.stratum.isolation.subtree.SubtreeLimits;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.jpa.desk.Client;
import io.stratum.jpa.encrypted.EncryptedFields;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import io.stratum.tenant.TransactionSuspension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with the engine, the cast, and one client of each under row-level
 * security.
 */
final class FrontDesk implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final RoleNames ROLES = EmbeddedDatabase.ROLES;

	private final String name = "desk_" + COUNTER.incrementAndGet();

	private final Map<TenantId, Placement> placements = new ConcurrentHashMap<>();

	private final Placements where = (tenant) -> this.placements.getOrDefault(tenant.id(), Placement.shared());

	private final HikariDataSource owner;

	private final HikariDataSource platform;

	private final HikariDataSource application;

	private final TenantPools pools;

	private final ChangeFeed feed;

	final TenantContext context = new TenantContext(new TransactionSuspension(this::transactions));

	final Tenants tenants;

	final TenantDataSource dataSource;

	final DataKeys keys;

	final KeyRotations rotations;

	private final EncryptedFields encrypted;

	final EntityManagerFactory factory;

	final EntityManager entities;

	final TransactionTemplate transaction;

	final SubtreeReads reads;

	final SharedTurns turns = new SharedTurns(2);

	final Subtree subtree;

	private final EntityAudit entityAudit;

	final AuditLog audit;

	final TenantModel model = new TenantModel();

	final Tenant acme;

	final Tenant acmeEmea;

	final Tenant globex;

	private final boolean byTrigger;

	FrontDesk() {
		this(false);
	}

	/** Opens a desk whose changes are noted by triggers rather than listeners. */
	static FrontDesk captured() {
		return new FrontDesk(true);
	}

	private FrontDesk(boolean byTrigger) {
		this.byTrigger = byTrigger;
		Server.createDatabase(this.name);
		this.owner = pool(this.name, ROLES.owner());
		this.platform = pool(this.name, ROLES.platform());
		this.application = pool(this.name, ROLES.application());
		EngineSchema.migrate(this.owner, ROLES.platform(), ROLES.application());
		EngineDatabase engine = new EngineDatabase(this.platform);
		this.feed = new ChangeFeed(this.platform, Duration.ofSeconds(5));
		Journal journal = new Journal(engine, this.feed, this.context::caller, Clock.systemUTC());
		this.tenants = new Tenants(engine, this.feed, journal, this.context);
		this.pools = new TenantPools(
				(server) -> new TenantServer(server, Server.INSTANCE.url(this.name), ROLES.application(), () -> "", 10),
				PoolLimits.defaults(), List.of("public"));
		this.dataSource = new TenantDataSource(this.application, this.context, this.where, this.pools,
				BindingOptions.defaults().actor(byTrigger));
		this.keys = new DataKeys(engine, this.feed, journal, KeyRing.ofText(KeyEncryptionKey.generate(), List.of()),
				Duration.ofMinutes(15));
		this.rotations = new KeyRotations(engine, journal, this.context, this.tenants, this.keys, List.of());
		FieldCipher cipher = new FieldCipher(engine, this.keys);
		this.encrypted = new EncryptedFields(this.context, () -> cipher);
		this.factory = mapAndProtect();
		this.entities = SharedEntityManagerCreator.createSharedEntityManager(this.factory);
		this.transaction = new TransactionTemplate(transactionManager());
		this.reads = new SubtreeReads(engine, this.feed, this.dataSource, this.where, this.context,
				ROLES.subtreeReader(), SubtreeLimits.DEFAULT, this::transactions,
				() -> List.of(new UncachedSubtree(this.factory)));
		this.subtree = new Subtree(this.reads, this.tenants, this.context, this.dataSource, this.turns);
		RefusalConverter.install(this.factory);
		this.entityAudit = new EntityAudit(journal, this.context, this.where);
		if (!byTrigger) {
			this.entityAudit.install(this.factory);
			this.entityAudit.install(this.factory);
		}
		this.audit = new AuditLog(engine, journal, this.tenants, this.context,
				new AuditSigner(FrontDesk::keyPair, List.of()));
		this.acme = this.tenants.create(NewTenant.root("acme", "Acme"));
		this.acmeEmea = this.tenants.create(NewTenant.childOf(this.acme.id(), "acme_emea", "Acme EMEA"));
		this.globex = this.tenants.create(NewTenant.root("globex", "Globex"));
		List.of(this.acme, this.acmeEmea, this.globex).forEach(this::persistClient);
	}

	private EntityManagerFactory mapAndProtect() {
		createTables(this.owner);
		EntityManagerFactory mapped = map(Map.of("hibernate.multi_tenant_connection_provider",
				new TenantConnectionProvider(this.dataSource, this.context), "hibernate.tenant_identifier_resolver",
				new TenantIdentifierResolver(this.context), "hibernate.cache.region.factory_class", new MapRegions(),
				"hibernate.cache.use_query_cache", true, "hibernate.generate_statistics", true));
		protect(this.owner, mapped);
		return mapped;
	}

	private void protect(HikariDataSource owner, EntityManagerFactory mapped) {
		new RowLevelSecurity(owner, ROLES, tables(mapped)).apply(false);
	}

	private TenantTables tables(EntityManagerFactory mapped) {
		TenantTables tables = new MappedTables(mapped, this.model).customize(TenantTables.in("public"));
		return new CapturedEntities(mapped, new AuditRedactor(List.of()), this.byTrigger).customize(tables);
	}

	/** Returns the policies and triggers of the shared tables. */
	RowLevelSecurity security() {
		return new RowLevelSecurity(this.owner, ROLES, tables(this.factory));
	}

	/** Moves a tenant into a database of its own and gives it a client there. */
	String moveToDatabase(Tenant tenant) {
		String database = "cell_t_" + TenantId.random().label();
		Server.createDatabase(database);
		try (HikariDataSource there = pool(database, ROLES.owner())) {
			CompanionSchema.install(there, ROLES);
			createTables(there);
			protect(there, this.factory);
		}
		this.placements.put(tenant.id(), new Placement(IsolationStrategy.DATABASE, "cell", database, null, 1));
		persistClient(tenant);
		return database;
	}

	/** Returns the actions that are noted in a database on their way to the audit log. */
	List<String> notedIn(String database) {
		try (HikariDataSource there = pool(database, ROLES.owner())) {
			return JdbcClient.create(there)
				.sql("select entry ->> 'action' from stratum.captured order by id")
				.query(String.class)
				.list();
		}
	}

	<R> R repository(Class<R> type) {
		JpaRepositoryFactory repositories = new JpaRepositoryFactory(this.entities);
		repositories.addRepositoryProxyPostProcessor(new TenantScopedGuard(this.context, this.model, this.reads));
		if (!this.byTrigger) {
			repositories.addRepositoryProxyPostProcessor(new BulkAudit(this.entityAudit, this.factory));
		}
		return repositories.getRepository(type);
	}

	UUID persistClient(Tenant tenant) {
		return in(tenant, () -> {
			Client client = new Client(tenant.slug());
			this.entities.persist(client);
			return client.getId();
		});
	}

	List<String> names() {
		return this.entities.createQuery("select c.name from Client c order by c.name", String.class).getResultList();
	}

	/** Works in a transaction of a tenant. */
	<T> T in(Tenant tenant, Supplier<T> work) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			return this.transaction.execute((status) -> work.get());
		}
	}

	void run(Tenant tenant, Runnable work) {
		in(tenant, () -> {
			work.run();
			return true;
		});
	}

	void as(Tenant tenant, Runnable work) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			work.run();
		}
	}

	/** Changes rows as the platform role, of which Hibernate does not know. */
	void behindHibernate(String sql) {
		JdbcClient.create(this.platform).sql(sql).update();
	}

	/** Returns the application's own way to the database past Hibernate. */
	JdbcClient jdbc() {
		return JdbcClient.create(this.dataSource);
	}

	<T> T ownerReads(String sql, Class<T> type) {
		return JdbcClient.create(this.owner).sql(sql).query(type).single();
	}

	void asOwner(String sql) {
		JdbcClient.create(this.owner).sql(sql).update();
	}

	private static KeyPair keyPair() {
		try {
			return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private PlatformTransactionManager transactions() {
		return this.transaction.getTransactionManager();
	}

	private JpaTransactionManager transactionManager() {
		JpaTransactionManager manager = new JpaTransactionManager(this.factory);
		manager.setDataSource(this.dataSource);
		manager.setJpaDialect(new HibernateJpaDialect());
		return manager;
	}

	private void createTables(HikariDataSource owner) {
		map(Map.of("hibernate.connection.datasource", owner, "hibernate.hbm2ddl.auto", "create")).close();
	}

	private EntityManagerFactory map(Map<String, ?> settings) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName("desk");
		factory.setPackagesToScan(Client.class.getPackageName());
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		Map<String, Object> all = new HashMap<>(settings);
		all.put("hibernate.physical_naming_strategy",
				"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
		this.encrypted.addTo(all);
		factory.setJpaPropertyMap(all);
		factory.afterPropertiesSet();
		return factory.getObject();
	}

	private static HikariDataSource pool(String database, String role) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(Server.INSTANCE.url(database));
		config.setUsername(role);
		config.setMaximumPoolSize(8);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	@Override
	public void close() {
		this.turns.close();
		this.factory.close();
		this.feed.close();
		this.pools.close();
		this.application.close();
		this.platform.close();
		this.owner.close();
	}

	private static final class Server {

		private static final EmbeddedDatabase INSTANCE = EmbeddedDatabase.start(EmbeddedOptions.throwAway())
			.closedAtExit();

		private static void createDatabase(String name) {
			try (Connection connection = INSTANCE.superuserConnection()) {
				new DatabaseRoles(ROLES).createDatabase(connection, name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
