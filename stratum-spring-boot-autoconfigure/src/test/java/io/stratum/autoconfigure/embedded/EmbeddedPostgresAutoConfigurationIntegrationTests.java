package io.stratum.autoconfigure.embedded;

import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedPostgresAutoConfigurationIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedPostgresAutoConfiguration.class));

	@Test
	void startsAServerWhereNoDatabaseIsConfigured() {
		this.runner.withPropertyValues("stratum.embedded.database=shop").run((context) -> {
			JdbcConnectionDetails details = context.getBean(JdbcConnectionDetails.class);
			assertThat(details.getUsername()).isEqualTo("stratum_app");
			assertThat(details.getJdbcUrl()).endsWith("/shop").isEqualTo(context.getBean(EmbeddedDatabase.class).url());
		});
	}

	@Test
	void backsOffWhenADatabaseIsConfigured() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:postgresql://db/shop")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedDatabase.class));
	}

	@Test
	void backsOffWhenTheApplicationKnowsItsDatabase() {
		this.runner.withBean(JdbcConnectionDetails.class, () -> new OwnDetails(new ShopDatabase().url()))
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedDatabase.class));
	}

	@Test
	void isSwitchedOffByProperty() {
		this.runner.withPropertyValues("stratum.embedded.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedDatabase.class));
	}

	@Test
	void isAbsentWithoutItsLibrary() {
		this.runner.withClassLoader(ShopRunners.without("io.zonky"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedDatabase.class));
	}

	@Test
	void defaultsOfPropertiesAreThoseOfTheServer() {
		this.runner.withPropertyValues("stratum.embedded.enabled=true").run((context) -> {
			EmbeddedProperties properties = context.getBean(EmbeddedProperties.class);
			assertThat(properties.options()).isEqualTo(EmbeddedOptions.throwAway());
		});
	}

	private record OwnDetails(String url) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "me";
		}

		@Override
		public String getPassword() {
			return "";
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

	}

}
