package io.stratum.autoconfigure.security;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.security.TokenCallers;
import io.stratum.security.TokenClaims;
import io.stratum.security.TokenDecoders;
import io.stratum.security.TokenSecurity;
import io.stratum.tenant.Tenants;
import io.stratum.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/**
 * Accepts bearer tokens where a secret, issuers or a decoder are there.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, OAuth2ResourceServerAutoConfiguration.class },
		before = TenantSecurityAutoConfiguration.class)
@ConditionalOnClass({ HttpSecurity.class, TokenSecurity.class, BearerTokenAuthenticationFilter.class,
		JwtDecoder.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(Tenants.class)
@Conditional(TenantTokenAutoConfiguration.SomethingVerifies.class)
@EnableConfigurationProperties(SecurityProperties.class)
public final class TenantTokenAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TokenCallers stratumTokenCallers(SecurityProperties properties, Tenants tenants) {
		return new TokenCallers(new TokenClaims(properties.jwt().tenantClaim(), properties.jwt().scopesClaim()),
				tenants, properties.jwt().trusted());
	}

	@Bean
	@ConditionalOnMissingBean
	TokenSecurity stratumTokenSecurity(SecurityProperties properties, ObjectProvider<JwtDecoder> own,
			TokenCallers callers, ProblemWriter problems, Environment environment) {
		SecurityProperties.Jwt jwt = properties.jwt();
		JwtDecoder decoder = own.getIfAvailable(() -> decoder(jwt, environment));
		return (decoder != null) ? TokenSecurity.of(decoder, callers, problems)
				: TokenSecurity.of(jwt.issuerNames(), jwt.audience(), callers, problems);
	}

	@SuppressWarnings("NullAway") // No decoder means that issuers publish their keys.
	private static @Nullable JwtDecoder decoder(SecurityProperties.Jwt jwt, Environment environment) {
		String secret = (jwt.secret() != null) ? jwt.secret()
				: jwt.issuers().isEmpty() ? environment.getProperty("JWT_SECRET") : null;
		return (secret != null) ? TokenDecoders.ofSecret(secret, jwt.issuerNames(), jwt.audience()) : null;
	}

	/**
	 * Matches where tokens can be verified.
	 */
	static final class SomethingVerifies extends AnyNestedCondition {

		SomethingVerifies() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("stratum.security.jwt.secret")
		static final class Secret {

		}

		@ConditionalOnProperty("JWT_SECRET")
		static final class SecretOfTheEnvironment {

		}

		@ConditionalOnProperty("stratum.security.jwt.issuers")
		static final class Issuers {

		}

		@ConditionalOnProperty("stratum.security.jwt.issuers[0]")
		static final class ListedIssuers {

		}

		@ConditionalOnBean(JwtDecoder.class)
		static final class Decoder {

		}

	}

}
