package io.stratum.security;

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
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Finds the caller behind a verified token.
 *
 * <p>
 * <b>Guarantees.</b> Whatever decoder verified it, a token without end, without subject
 * or without a tenant that is active with all of its ancestors is refused. A token is
 * never an operator.
 */
public final class TokenCallers implements Converter<Jwt, CallerAuthentication> {

	// It stands in log lines and audit entries.
	private static final Pattern SUBJECT = Pattern.compile("\\P{Cntrl}{1,255}");

	private final TokenClaims claims;

	private final Tenants tenants;

	/**
	 * Creates the converter.
	 * @param claims where a token says what
	 * @param tenants the tenants
	 */
	public TokenCallers(TokenClaims claims, Tenants tenants) {
		this.claims = claims;
		this.tenants = tenants;
	}

	@Override
	public CallerAuthentication convert(Jwt token) {
		String subject = token.getSubject();
		if (token.getExpiresAt() == null || subject == null || !SUBJECT.matcher(subject).matches()) {
			throw new InvalidBearerTokenException("The token has no end or no subject");
		}
		Tenant home = home(this.claims.tenantOf(token));
		return new CallerAuthentication(new Caller(Caller.Type.JWT, subject, subject, home.id(),
				this.claims.scopesOf(token), null, null, null));
	}

	private Tenant home(@Nullable String name) {
		try {
			return Optional.ofNullable(name)
				.flatMap(this::find)
				.filter(this::isInUse)
				.orElseThrow(() -> new InvalidBearerTokenException("The token names no tenant in use"));
		}
		catch (InvalidInputException ex) {
			throw new InvalidBearerTokenException("The token names no tenant", ex);
		}
		catch (DataAccessException ex) {
			throw new AuthenticationServiceException("Tenants cannot be looked up", ex);
		}
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
