package io.stratum.autoconfigure.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.DatabaseLogins.Login;
import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.fleet.FleetOptions;
import io.stratum.isolation.placement.ProvisioningOptions;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.tenant.IsolationStrategy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the properties of places mean.
 */
class PlacementPropertiesTests {

	private static final DatabaseLogins LOGINS = new DatabaseLogins(
			new Login("jdbc:postgresql://home/shop", "owner", "owner-secret"),
			new Login("jdbc:postgresql://home/shop", "platform", "platform-secret"),
			new Login("jdbc:postgresql://home/shop", "app", "app-secret"),
			new RoleNames("owner", "platform", "app", "reader"));

	@Test
	void defaultsAreThoseOfTheParts() {
		assertThat(placement(Map.of()).options()).isEqualTo(ProvisioningOptions.defaults());
		assertThat(placement(Map.of()).pools().limits()).isEqualTo(PoolLimits.defaults());
		assertThat(bind("stratum.isolation.fleet", FleetProperties.class, Map.of()).options())
			.isEqualTo(FleetOptions.defaults());
	}

	@Test
	void strategiesHaveTwoNames() {
		assertThat(placement(Map.of("stratum.isolation.strategies", "SHARED_RLS,schema")).options().strategies())
			.isEqualTo(Set.of(IsolationStrategy.SHARED, IsolationStrategy.SCHEMA));
		PlacementProperties unknown = placement(Map.of("stratum.isolation.strategies", "PLANET"));
		assertThatIllegalArgumentException().isThrownBy(unknown::options).withMessageContaining("SCHEMA_PER_TENANT");
	}

	@Test
	void databasesGoToTheOtherServersAndSchemasStayHome() {
		ConfiguredServers servers = servers(Map.of("stratum.isolation.servers.cell1.url", "jdbc:postgresql://cell1/db",
				"stratum.isolation.servers.cell2.url", "jdbc:postgresql://cell2/db",
				"stratum.isolation.servers.cell2.weight", "0"));
		assertThat(servers.server(IsolationStrategy.DATABASE, null)).isEqualTo("cell1");
		assertThat(servers.server(IsolationStrategy.SCHEMA, null)).isEqualTo(Placement.HOME);
		assertThat(servers(Map.of()).server(IsolationStrategy.DATABASE, null)).isEqualTo(Placement.HOME);
	}

	@Test
	void serverHasLoginsOfItsOwnOrThoseOfHome() {
		ConfiguredServers servers = servers(Map.of("stratum.isolation.servers.own.url", "jdbc:postgresql://own/db",
				"stratum.isolation.servers.own.username", "own_app", "stratum.isolation.servers.own.password", "secret",
				"stratum.isolation.servers.own.owner.username", "own_owner", "stratum.isolation.servers.alike.url",
				"jdbc:postgresql://alike/db"));
		TenantServer own = servers.forApplication().named("own");
		assertThat(own.username()).isEqualTo("own_app");
		assertThat(own.password().get()).isEqualTo("secret");
		assertThat(servers.forOwner().named("own").roles().owner()).isEqualTo("own_owner");
		assertThat(servers.forApplication().named("alike").password().get()).isEqualTo("app-secret");
		assertThat(servers.forOwner().named("alike").roles()).isEqualTo(LOGINS.roles());
		assertThat(servers.forApplication().named("other")).isNull();
	}

	@Test
	void secretsAreNotPrinted() {
		PlacementProperties properties = placement(Map.of("stratum.isolation.servers.own.url",
				"jdbc:postgresql://own/db?password=hidden1", "stratum.isolation.servers.own.password", "hidden2",
				"stratum.isolation.servers.own.owner.password", "hidden3"));
		ConfiguredServers servers = servers(properties);
		assertThat(properties.toString()).doesNotContain("hidden");
		assertThat(servers.forOwner().named("own").toString()).doesNotContain("hidden");
	}

	@Test
	void homeIsNoNameForAnotherServer() {
		assertThatExceptionOfType(StratumStartupException.class)
			.isThrownBy(() -> servers(Map.of("stratum.isolation.servers.home.url", "jdbc:postgresql://other/db")));
	}

	@Test
	void unknownHandlingOfPlacesBehindStopsTheStart() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind("stratum.isolation.fleet",
				FleetProperties.class, Map.of("stratum.isolation.fleet.behind", "IGNORE")));
	}

	private static ConfiguredServers servers(Map<String, String> values) {
		return servers(placement(values));
	}

	private static ConfiguredServers servers(PlacementProperties properties) {
		return new ConfiguredServers(LOGINS, new Home(), properties);
	}

	private static PlacementProperties placement(Map<String, String> values) {
		return bind("stratum.isolation", PlacementProperties.class, values);
	}

	private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(new HashMap<>(values))).bindOrCreate(prefix, type);
	}

	private record Home() implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "app";
		}

		@Override
		public String getPassword() {
			return "app-secret";
		}

		@Override
		public String getJdbcUrl() {
			return "jdbc:postgresql://home/shop";
		}

	}

}
