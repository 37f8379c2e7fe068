package io.stratum.test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.MigrationScripts;
import io.stratum.isolation.placement.OutdatedPlaces;
import io.stratum.isolation.placement.OwnerLogin;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.PlacementNames;
import io.stratum.isolation.placement.PlacementPolicy;
import io.stratum.isolation.placement.Provisioner;
import io.stratum.isolation.placement.ProvisioningOptions;
import io.stratum.isolation.placement.RecordedPlacements;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServers;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.jpa.MappedTables;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.jpa.TenantModel;
import io.stratum.region.RegionAdmission;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.invoice.Customer;
import io.stratum.test.invoice.Invoice;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * A product without Spring Boot: invoices under row-level security on a database of its
 * own.
 */
final class InvoiceDesk implements AutoCloseable {

	/** Inserts one row of a tenant. */
	static final String INSERT = """
			insert into invoice (tenant_id, id, number, cents)
			values (?, gen_random_uuid(), gen_random_uuid()::text, 100)
			""";

	private static final String SCHEMA = "public";

	private static final List<String> SEARCHED_AFTER_IT = List.of("ext");

	private static final MigrationScripts SCRIPTS = MigrationScripts.in("classpath:db/invoices");

	final TestDatabase database = TestDatabase.create();

	final TenantContext context = new TenantContext();

	final TenantDataSource dataSource = new TenantDataSource(this.database.application(), this.context);

	final EntityManagerFactory entities = map();

	final Tenants tenants;

	final Placements placements;

	InvoiceDesk() {
		SCRIPTS.in(this.database.owner(), SCHEMA).migrate();
		security().apply(false);
		EngineDatabase engine = new EngineDatabase(this.database.platform());
		ChangeFeed feed = new ChangeFeed(this.database.platform(), Duration.ofSeconds(5));
		Journal journal = new Journal(engine, feed, this.context::caller, Clock.systemUTC());
		this.tenants = new Tenants(engine, feed, journal, this.context, provisioner(engine, journal),
				RegionAdmission.NONE);
		this.placements = new RecordedPlacements(engine, feed, OutdatedPlaces.SERVED);
	}

	private RowLevelSecurity security() {
		TenantTables tables = new MappedTables(this.entities, new TenantModel()).customize(TenantTables.in(SCHEMA));
		return new RowLevelSecurity(this.database.owner(), this.database.roles(), tables);
	}

	private Provisioner provisioner(EngineDatabase engine, Journal journal) {
		OwnerServer home = new OwnerLogin(Placement.HOME, this.database.url(), this.database.roles(), () -> "");
		Blueprint blueprint = new Blueprint(SCRIPTS, this::security, () -> SCHEMA, SEARCHED_AFTER_IT);
		return new Provisioner(engine, journal, (name) -> home, new PlacementNames("invoices"), blueprint,
				PlacementPolicy.HOME, List.of(),
				new TenantPools(TenantServers.none(), PoolLimits.defaults(), List.of()),
				ProvisioningOptions.defaults());
	}

	/** Makes an invoice for a new customer. */
	static Invoice newInvoice(EntityManager entities) {
		Customer customer = new Customer("Wile E.");
		entities.persist(customer);
		return new Invoice(customer, 4_200);
	}

	IsolationSetup isolation(IsolationStrategy strategy) {
		return IsolationSetup.of(strategy, this.database, this.tenants, this.placements, this.entities,
				this.dataSource);
	}

	private EntityManagerFactory map() {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName("invoices");
		factory.setPackagesToScan(Invoice.class.getPackageName());
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setJpaPropertyMap(Map.of("hibernate.multi_tenant_connection_provider",
				new TenantConnectionProvider(this.dataSource, this.context), "hibernate.tenant_identifier_resolver",
				new TenantIdentifierResolver(this.context), "hibernate.physical_naming_strategy",
				"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl"));
		factory.afterPropertiesSet();
		return factory.getObject();
	}

	@Override
	public void close() {
		this.entities.close();
		this.database.close();
	}

}
