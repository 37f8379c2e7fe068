package io.stratum.autoconfigure.placement;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.fleet.FleetOutcome;
import io.stratum.isolation.fleet.FleetReport;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantAlreadyExistsException;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantUpdate;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tenants of all strategies, made and served by one running application.
 */
class PlacementAutoConfigurationIntegrationTests {

	private static final Map<IsolationStrategy, Tenant> TENANTS = new EnumMap<>(IsolationStrategy.class);

	private static ConfigurableApplicationContext application;

	private static Tenants tenants;

	private static TenantContext context;

	@BeforeAll
	static void start() {
		application = DepotApplication.run();
		context = application.getBean(TenantContext.class);
		tenants = application.getBean(Tenants.class);
		for (IsolationStrategy strategy : IsolationStrategy.values()) {
			TENANTS.put(strategy, send(tenants.create(described(strategy.name().toLowerCase(Locale.ROOT), strategy))));
		}
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void eachTenantIsServedFromItsOwnPlaceOneAfterAnother() {
		for (int round = 0; round < 30; round++) {
			TENANTS.values().forEach((tenant) -> as(tenant, () -> {
				assertThat(application.getBean(Parcels.class).findAll()).singleElement()
					.satisfies((parcel) -> assertThat(parcel.labels()).containsExactlyInAnyOrder("fragile",
							tenant.slug()));
				assertThat(texts("select label from parcel_label where label <> 'fragile'"))
					.containsExactly(tenant.slug());
				return null;
			}));
		}
	}

	@Test
	void rowsAreWhereTheStrategySays() {
		JdbcClient owner = JdbcClient.create(application.getBean(PlatformDatabase.class).owner());
		Placement schema = place(IsolationStrategy.SCHEMA);
		assertThat(schema.schema()).matches("t_[0-9a-f]{32}");
		assertThat(place(IsolationStrategy.DATABASE).database()).matches("depot_t_[0-9a-f]{32}");
		assertThat(owner.sql("select receiver from public.parcel").query(String.class).list())
			.containsExactly("shared");
		assertThat(owner.sql("select receiver from " + schema.schema() + ".parcel").query(String.class).list())
			.containsExactly("schema");
	}

	@Test
	void whatIsGlobalIsThereForEachTenant() {
		TENANTS.values()
			.forEach((tenant) -> assertThat(as(tenant,
					() -> application.getBean(EntityManager.class)
						.createQuery("select p.sku from Product p", String.class)
						.getResultList()))
				.containsExactlyInAnyOrder("BOLT-8", "NUT-8"));
	}

	@Test
	void renamingMovesNothing() {
		Tenant tenant = send(tenants.create(described("initech", IsolationStrategy.SCHEMA)));
		Placement before = application.getBean(Placements.class).of(tenant);
		Tenant renamed = tenants.update(tenant.id(), TenantUpdate.NONE.withSlug("initrode"));
		assertThat(application.getBean(Placements.class).of(renamed)).isEqualTo(before);
		assertThat(as(renamed, () -> texts("select receiver from parcel"))).containsExactly("initech");
	}

	@Test
	void missingTableFailsItsTenantAndShowsNobodyElsesRows() {
		Tenant tenant = send(tenants.create(described("vandelay", IsolationStrategy.SCHEMA)));
		Placement place = application.getBean(Placements.class).of(tenant);
		JdbcClient.create(application.getBean(PlatformDatabase.class).owner())
			.sql("drop table " + place.schema() + ".parcel cascade")
			.update();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> as(tenant, () -> texts("select receiver from parcel")))
			.withStackTraceContaining("does not exist");
	}

	@Test
	void takenSlugLeavesNoPlace() {
		List<String> before = places();
		for (IsolationStrategy strategy : IsolationStrategy.values()) {
			assertThatExceptionOfType(TenantAlreadyExistsException.class)
				.isThrownBy(() -> tenants.create(described("shared", strategy)));
		}
		assertThat(places()).isEqualTo(before);
	}

	@Test
	void wiringKnowsTheFleetAndOffersNoOtherFlyway() {
		assertThat(application.getBeansOfType(Flyway.class)).hasSize(1);
		FleetReport report = application.getBean(FleetMigration.class).run();
		assertThat(report.isComplete()).isTrue();
		assertThat(report.of(FleetOutcome.UNCHANGED)).hasSameSizeAs(report.results()).hasSizeGreaterThan(1);
		assertThat(application.getBean(FleetMigration.class).verify())
			.noneMatch((drift) -> !"vandelay".equals(drift.slug()));
	}

	private static List<String> places() {
		return JdbcClient.create(application.getBean(PlatformDatabase.class).owner()).sql("""
				select datname from pg_database where datname like '%\\_t\\_%'
				union all
				select nspname from pg_namespace where nspname like 't\\_%'
				order by 1
				""").query(String.class).list();
	}

	private static NewTenant described(String slug, IsolationStrategy strategy) {
		return NewTenant.root(slug, slug).isolatedBy(strategy);
	}

	private static Tenant send(Tenant tenant) {
		as(tenant, () -> application.getBean(Parcels.class).save(new Parcel(tenant.slug(), "fragile", tenant.slug())));
		return tenant;
	}

	private static Placement place(IsolationStrategy strategy) {
		return application.getBean(Placements.class).of(TENANTS.get(strategy));
	}

	private static List<String> texts(String sql) {
		return application.getBean(JdbcClient.class).sql(sql).query(String.class).list();
	}

	private static <T> T as(Tenant tenant, Supplier<T> work) {
		try (TenantContext.Scope scope = context.bind(tenant)) {
			return work.get();
		}
	}

}
