package io.stratum.autoconfigure.embedded;

import javax.sql.DataSource;

import io.stratum.StratumStartupException;
import io.stratum.embedded.EmbeddedDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Starts an embedded PostgreSQL where no database is configured.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ EmbeddedPostgres.class, EmbeddedDatabase.class, JdbcConnectionDetails.class })
@ConditionalOnBooleanProperty(name = "stratum.embedded.enabled", matchIfMissing = true)
@Conditional(EmbeddedPostgresAutoConfiguration.NoDatabaseConfigured.class)
@ConditionalOnMissingBean({ JdbcConnectionDetails.class, DataSource.class })
@EnableConfigurationProperties(EmbeddedProperties.class)
public final class EmbeddedPostgresAutoConfiguration {

	@Bean(destroyMethod = "close")
	EmbeddedDatabase stratumEmbeddedDatabase(EmbeddedProperties properties, Environment environment) {
		if (environment.acceptsProfiles(Profiles.of("prod", "production"))) {
			throw new StratumStartupException(
					"No database is configured, and an embedded PostgreSQL is no production database: it trusts every login.",
					"Set 'spring.datasource.url', 'stratum.owner.*' and 'stratum.platform.*', or leave the profile 'prod'.");
		}
		return EmbeddedDatabase.start(properties.options());
	}

	@Bean
	JdbcConnectionDetails stratumJdbcConnectionDetails(EmbeddedDatabase database) {
		return new EmbeddedConnectionDetails(database);
	}

	private record EmbeddedConnectionDetails(EmbeddedDatabase database) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return EmbeddedDatabase.ROLES.application();
		}

		@Override
		public String getPassword() {
			return "";
		}

		@Override
		public String getJdbcUrl() {
			return this.database.url();
		}

	}

	/**
	 * Matches where no address of a database is configured.
	 */
	static final class NoDatabaseConfigured extends NoneNestedConditions {

		NoDatabaseConfigured() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnProperty("spring.datasource.url")
		static final class Url {

		}

	}

}
