package io.stratum.autoconfigure.property;

import java.util.Map;

import io.stratum.StratumStartupException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlainVariablesTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void databaseUrlBecomesTheDataSource() {
		understand(Map.of("DATABASE_URL",
				"postgresql://shop_app:p%40ss+word@db.example.com:5433/shop?schema=public&sslmode=require"));
		assertThat(property("spring.datasource.url"))
			.isEqualTo("jdbc:postgresql://db.example.com:5433/shop?sslmode=require");
		assertThat(property("spring.datasource.username")).isEqualTo("shop_app");
		assertThat(property("spring.datasource.password")).isEqualTo("p@ss+word");
	}

	@Test
	void databaseUrlGivesWayToThePropertyWithoutLendingItsLogin() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("own", Map.of("spring.datasource.url", "jdbc:postgresql://own/shop")));
		understand(Map.of("DATABASE_URL", "postgres://other:secret@db/shop"));
		assertThat(property("spring.datasource.url")).isEqualTo("jdbc:postgresql://own/shop");
		assertThat(property("spring.datasource.username")).isNull();
	}

	@Test
	void otherDatabaseIsRefusedWithoutShowingItsPassword() {
		for (String url : new String[] { "mysql://root:hunter2@db/shop", "postgres://root:hunter2@ d b/shop" }) {
			assertThatExceptionOfType(StratumStartupException.class)
				.isThrownBy(() -> understand(Map.of("DATABASE_URL", url)))
				.withMessageContaining("postgresql://user:password@host")
				.withMessageNotContaining("hunter2");
		}
	}

	@Test
	void secretsAndRedisBindByTheirNames() {
		understand(Map.of("REDIS_URL", "redis://cache:6379", "STRATUM_ENCRYPTION_KEY", "key",
				"STRATUM_API_KEY_HMAC_SECRET", "pepper"));
		assertThat(property("spring.data.redis.url")).isEqualTo("redis://cache:6379");
		assertThat(property("stratum.encryption.key")).isEqualTo("key");
		assertThat(property("stratum.api-key.hmac-secret")).isEqualTo("pepper");
	}

	private void understand(Map<String, Object> variables) {
		this.environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
		ConfigurationPropertySources.attach(this.environment);
		new PlainVariables().postProcessEnvironment(this.environment, new SpringApplication());
	}

	private String property(String name) {
		return this.environment.getProperty(name);
	}

}
