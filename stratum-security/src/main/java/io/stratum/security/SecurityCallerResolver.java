package io.stratum.security;

import java.util.List;
import java.util.Objects;

import io.stratum.access.Caller;
import io.stratum.web.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Finds the caller in what Spring Security authenticated.
 */
public final class SecurityCallerResolver implements CallerResolver {

	private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private final SecurityContextHolderStrategy holder = SecurityContextHolder.getContextHolderStrategy();

	private final List<CallerMapper> mappers;

	/**
	 * Creates a resolver.
	 * @param mappers what knows authentications of the application's own, in order
	 */
	public SecurityCallerResolver(List<CallerMapper> mappers) {
		this.mappers = List.copyOf(mappers);
	}

	@Override
	public Caller resolve(HttpServletRequest request) {
		Authentication authentication = this.holder.getContext().getAuthentication();
		if (authentication == null || !this.trust.isAuthenticated(authentication)) {
			return Caller.ANONYMOUS;
		}
		if (authentication.getPrincipal() instanceof Caller caller) {
			return caller;
		}
		return this.mappers.stream()
			.map((mapper) -> mapper.map(authentication))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(Caller.ANONYMOUS);
	}

}
