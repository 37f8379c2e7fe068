package io.stratum.security;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stratum.InvalidInputException;
import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Finds the caller behind a verified token.
 *
 * <p>
 * <b>Guarantees.</b> Whatever decoder verified it, a token without end, without subject
 * or without a tenant that is active with all of its ancestors is refused, and so is a
 * tenant that the issuer does not speak for. A token is never an operator.
 */
public final class TokenCallers implements Converter<Jwt, CallerAuthentication> {

	// It stands in log lines and audit entries.
	private static final Pattern SUBJECT = Pattern.compile("(?=.*\\S)\\P{Cntrl}{1,255}");

	private final TokenClaims claims;

	private final Tenants tenants;

	private final List<TokenIssuer> issuers;

	/**
	 * Creates the converter.
	 * @param claims where a token says what
	 * @param tenants the tenants
	 * @param issuers issuers of which some may speak for their own tenant only
	 */
	public TokenCallers(TokenClaims claims, Tenants tenants, Collection<TokenIssuer> issuers) {
		this.claims = claims;
		this.tenants = tenants;
		this.issuers = List.copyOf(issuers);
	}

	@Override
	public CallerAuthentication convert(Jwt token) {
		String subject = token.getSubject();
		if (token.getExpiresAt() == null || subject == null || !SUBJECT.matcher(subject).matches()) {
			throw new InvalidBearerTokenException("The token has no end or no subject");
		}
		Tenant home = home(token);
		return new CallerAuthentication(new Caller(Caller.Type.JWT, subject, subject, home.id(),
				this.claims.scopesOf(token), null, null, null));
	}

	private Tenant home(Jwt token) {
		String issuer = token.getClaimAsString(JwtClaimNames.ISS);
		try {
			return Optional.ofNullable(this.claims.tenantOf(token))
				.flatMap(this::find)
				.filter(this::isInUse)
				.filter((named) -> mayName(issuer, named))
				.orElseThrow(() -> new InvalidBearerTokenException("The token names no tenant in use"));
		}
		catch (InvalidInputException ex) {
			throw new InvalidBearerTokenException("The token names no tenant", ex);
		}
		catch (DataAccessException ex) {
			throw new AuthenticationServiceException("Tenants cannot be looked up", ex);
		}
	}

	/**
	 * Tells whether an issuer speaks for a tenant; one that nobody restricted speaks for
	 * all.
	 */
	private boolean mayName(@Nullable String issuer, Tenant named) {
		List<TokenIssuer> known = this.issuers.stream().filter((one) -> one.issuer().equals(issuer)).toList();
		return known.isEmpty() || known.stream()
			.anyMatch(
					(one) -> one.speaksFor(named, Optional.ofNullable(one.tenant()).flatMap(this::find).orElse(null)));
	}

	private Optional<Tenant> find(String name) {
		return TenantId.isCanonical(name) ? this.tenants.find(TenantId.parse(name)) : this.tenants.findBySlug(name);
	}

	private boolean isInUse(Tenant tenant) {
		return tenant.isActive() && tenant.path()
			.ancestors()
			.stream()
			.allMatch((id) -> this.tenants.find(id).filter(Tenant::isActive).isPresent());
	}

}
