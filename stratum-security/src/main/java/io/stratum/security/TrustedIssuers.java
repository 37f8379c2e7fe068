package io.stratum.security;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Finds who verifies tokens of an issuer, and keeps it; nobody does for strangers.
 */
final class TrustedIssuers implements AuthenticationManagerResolver<String> {

	private final Map<String, AuthenticationManager> managers = new ConcurrentHashMap<>();

	private final Set<String> issuers;

	private final @Nullable String audience;

	private final Converter<Jwt, ? extends AbstractAuthenticationToken> callers;

	TrustedIssuers(Collection<String> issuers, @Nullable String audience,
			Converter<Jwt, ? extends AbstractAuthenticationToken> callers) {
		this.issuers = Set.copyOf(issuers);
		this.audience = audience;
		this.callers = callers;
	}

	@Override
	public AuthenticationManager resolve(String issuer) {
		if (!this.issuers.contains(issuer)) {
			throw new InvalidBearerTokenException("The issuer is not trusted");
		}
		return this.managers.computeIfAbsent(issuer, this::manager);
	}

	private AuthenticationManager manager(String issuer) {
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(
				new SupplierJwtDecoder(() -> TokenDecoders.ofIssuer(issuer, this.audience)));
		provider.setJwtAuthenticationConverter(this.callers::convert);
		return (authentication) -> {
			try {
				return provider.authenticate(authentication);
			}
			catch (JwtDecoderInitializationException ex) {
				throw new AuthenticationServiceException("The issuer does not answer", ex);
			}
		};
	}

}
