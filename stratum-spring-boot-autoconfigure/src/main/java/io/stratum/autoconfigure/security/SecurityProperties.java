package io.stratum.autoconfigure.security;

import java.util.List;

import io.stratum.security.TokenIssuer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of credentials.
 *
 * @param apiKey How API keys arrive.
 * @param jwt How bearer tokens are verified and read.
 */
@ConfigurationProperties("stratum.security")
record SecurityProperties(@DefaultValue ApiKey apiKey, @DefaultValue Jwt jwt) {

	/**
	 * Properties of API keys.
	 *
	 * @param header Header of API keys.
	 */
	record ApiKey(@DefaultValue("X-API-Key") String header) {

	}

	/**
	 * Properties of bearer tokens.
	 *
	 * @param tenantClaim Claim with the id or slug of the tenant; dots lead into objects.
	 * @param scopesClaim Claim with the scopes, a list or a text.
	 * @param secret Shared secret of HS256, 32 bytes or more.
	 * @param issuers Trusted issuers, 'acme=https://…' for one that speaks for a tenant
	 * and those below only; their published keys count where no secret is set.
	 * @param audience Required audience.
	 */
	record Jwt(@DefaultValue("tenant_id") String tenantClaim, @DefaultValue("scopes") String scopesClaim,
			@Nullable String secret, @DefaultValue List<String> issuers, @Nullable String audience) {

		List<TokenIssuer> trusted() {
			return this.issuers.stream().map(TokenIssuer::parse).toList();
		}

		List<String> issuerNames() {
			return trusted().stream().map(TokenIssuer::issuer).distinct().toList();
		}

		@Override
		public String toString() {
			return "Jwt[" + this.tenantClaim + ", " + this.issuers + ", secret hidden]";
		}

	}

}
