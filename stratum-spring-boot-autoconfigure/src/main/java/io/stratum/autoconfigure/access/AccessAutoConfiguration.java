package io.stratum.autoconfigure.access;

import java.security.SecureRandom;
import java.util.Base64;

import io.stratum.StratumStartupException;
import io.stratum.access.ApiKeys;
import io.stratum.access.Peppers;
import io.stratum.access.Roles;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires API keys and roles.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnBean(Tenants.class)
@EnableConfigurationProperties({ ApiKeyProperties.class, BootstrapProperties.class })
public final class AccessAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Peppers stratumPeppers(ApiKeyProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
		return Peppers.of(secret(properties.hmacSecret(), embedded.getIfAvailable()), properties.previousHmacSecrets());
	}

	@Bean(initMethod = "start", destroyMethod = "close")
	@ConditionalOnMissingBean
	ApiKeys stratumApiKeys(EngineDatabase database, ChangeFeed feed, Journal journal, Tenants tenants,
			TenantContext context, Peppers peppers, BootstrapProperties bootstrap, ApiKeyProperties properties) {
		ApiKeys keys = new ApiKeys(database, feed, journal, tenants, context, peppers, properties.rules());
		if (bootstrap.apiKey() != null) {
			keys.bootstrap(bootstrap.apiKey());
		}
		return keys;
	}

	@Bean
	@ConditionalOnMissingBean
	Roles stratumRoles(EngineDatabase database, Journal journal, Tenants tenants, TenantContext context) {
		return new Roles(database, journal, tenants, context);
	}

	private static String secret(@Nullable String configured, @Nullable EmbeddedDatabase server) {
		if (configured != null) {
			return configured;
		}
		if (server == null) {
			throw new StratumStartupException("API keys have no pepper, so their hashes would be of use to a thief.",
					"Set 'stratum.api-key.hmac-secret' to a secret of 32 bytes or more and keep it; this one is fresh: "
							+ freshSecret());
		}
		return server.secret("api-key.secret", AccessAutoConfiguration::freshSecret);
	}

	private static String freshSecret() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		return Base64.getEncoder().encodeToString(random);
	}

}
