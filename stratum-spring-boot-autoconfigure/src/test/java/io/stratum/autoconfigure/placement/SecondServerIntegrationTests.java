package io.stratum.autoconfigure.placement;

import java.time.Duration;
import java.util.List;

import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorStatus;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Databases of tenants on another host, which then dies.
 */
class SecondServerIntegrationTests {

	private static EmbeddedDatabase cell;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		cell = EmbeddedDatabase.start(EmbeddedOptions.throwAway());
		application = DepotApplication.run("--stratum.isolation.servers.cell.url=" + cell.url(),
				"--stratum.isolation.pools.acquire-timeout=15s");
	}

	@AfterAll
	static void stop() {
		application.close();
		cell.close();
	}

	@Test
	void databasesAreOnTheOtherHostAndItsDeathConcernsTheirTenantsAlone() {
		Tenant acme = tenant("acme", IsolationStrategy.DATABASE);
		Tenant globex = tenant("globex", IsolationStrategy.DATABASE);
		Tenant initech = tenant("initech", IsolationStrategy.SHARED);
		for (Tenant tenant : List.of(acme, globex, initech)) {
			send(tenant);
			assertThat(receivers(tenant)).containsExactly(tenant.slug());
		}
		Placement place = application.getBean(Placements.class).of(acme);
		assertThat(place.server()).isEqualTo("cell");
		assertThat(databases(
				JdbcClient.create(new DriverManagerDataSource(cell.url(), EmbeddedDatabase.ROLES.owner(), ""))))
			.contains(place.database());
		assertThat(databases(JdbcClient.create(application.getBean(PlatformDatabase.class).owner())))
			.doesNotContain(place.database());

		cell.close();
		for (Tenant tenant : List.of(acme, globex)) {
			// A connection that was open tells of its own end first.
			await().atMost(Duration.ofMinutes(5))
				.untilAsserted(() -> assertThatExceptionOfType(TenantUnavailableException.class)
					.isThrownBy(() -> receivers(tenant)));
		}
		assertThat(receivers(initech)).containsExactly("initech");
		assertThat(tenant("hooli", IsolationStrategy.SCHEMA).slug()).isEqualTo("hooli");
		assertThat(application.getBean(Doctor.class).examine().findings())
			.filteredOn((finding) -> finding.status() == DoctorStatus.WARN)
			.extracting(DoctorFinding::id)
			.contains("D23", "D25", "D28");
		assertThat(application.getBean("stratumHealthIndicator", HealthIndicator.class).health().getStatus())
			.isEqualTo(Status.UP);
	}

	private static Tenant tenant(String slug, IsolationStrategy strategy) {
		return application.getBean(Tenants.class).create(NewTenant.root(slug, slug).isolatedBy(strategy));
	}

	private static void send(Tenant tenant) {
		try (TenantContext.Scope scope = application.getBean(TenantContext.class).bind(tenant)) {
			application.getBean(Parcels.class).save(new Parcel(tenant.slug(), "fragile"));
		}
	}

	private static List<String> receivers(Tenant tenant) {
		try (TenantContext.Scope scope = application.getBean(TenantContext.class).bind(tenant)) {
			return application.getBean(JdbcClient.class).sql("select receiver from parcel").query(String.class).list();
		}
	}

	private static List<String> databases(JdbcClient server) {
		return server.sql("select datname from pg_database").query(String.class).list();
	}

}
