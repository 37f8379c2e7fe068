package io.stratum.security;

import io.stratum.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of tokens that is trusted, for all tenants or for one and those below it.
 *
 * @param tenant id or slug of the tenant it may speak for, or {@code null} for all
 * @param issuer what its tokens say in {@code iss}
 */
public record TokenIssuer(@Nullable String tenant, String issuer) {

	/**
	 * Reads an issuer as properties write it.
	 * @param text {@code https://id.example.com}, or {@code acme=https://id.acme.com}
	 * @return the issuer
	 */
	public static TokenIssuer parse(String text) {
		int equals = text.indexOf('=');
		boolean bound = equals > 0 && !text.substring(0, equals).contains(":");
		return bound ? new TokenIssuer(text.substring(0, equals).trim(), text.substring(equals + 1).trim())
				: new TokenIssuer(null, text);
	}

	/**
	 * Tells whether the issuer may name a tenant.
	 * @param named the tenant that a token names
	 * @param own the tenant the issuer speaks for, {@code null} if there is none
	 */
	boolean speaksFor(Tenant named, @Nullable Tenant own) {
		return this.tenant == null || (own != null && named.path().isWithin(own.path()));
	}

}
