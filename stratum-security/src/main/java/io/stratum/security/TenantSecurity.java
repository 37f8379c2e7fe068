package io.stratum.security;

import java.util.Optional;
import java.util.function.Function;

import io.stratum.access.Caller;
import io.stratum.web.ProblemWriter;
import io.stratum.web.TenantFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Brings API keys and the tenant of a request into every {@code SecurityFilterChain}.
 *
 * <p>
 * An API key decides alone: where its header is present no other credential counts, and a
 * bad key is refused.
 */
public final class TenantSecurity implements Customizer<HttpSecurity> {

	private final ApiKeyAuthenticationConverter converter;

	private final Function<String, Optional<Caller>> apiKeys;

	private final TenantFilter tenantFilter;

	private final ProblemSecurityHandler handler;

	/**
	 * Creates the customizer.
	 * @param header name of the header of API keys
	 * @param apiKeys checks a key and answers its caller, or empty if it does not work
	 * @param tenantFilter resolves and binds the tenant
	 * @param problems how refusals are written
	 */
	public TenantSecurity(String header, Function<String, Optional<Caller>> apiKeys, TenantFilter tenantFilter,
			ProblemWriter problems) {
		this.converter = new ApiKeyAuthenticationConverter(header);
		this.apiKeys = apiKeys;
		this.tenantFilter = tenantFilter;
		this.handler = new ProblemSecurityHandler(problems);
	}

	@Override
	public void customize(HttpSecurity http) {
		RequestMatcher apiKey = this.converter::matches;
		http.csrf((csrf) -> csrf.ignoringRequestMatchers(apiKey))
			.exceptionHandling(
					(exceptions) -> exceptions.defaultAuthenticationEntryPointFor(this.handler, TenantSecurity::isApi)
						.defaultAccessDeniedHandlerFor(this.handler, TenantSecurity::isApi))
			.addFilterAfter(apiKeyFilter(apiKey), LogoutFilter.class)
			.addFilterBefore(this.tenantFilter, AuthorizationFilter.class);
	}

	/**
	 * Returns where requests carry API keys.
	 * @return the name of a header
	 */
	public String apiKeyHeader() {
		return this.converter.header();
	}

	private AuthenticationFilter apiKeyFilter(RequestMatcher apiKey) {
		AuthenticationFilter filter = new AuthenticationFilter(new ApiKeyAuthenticationManager(this.apiKeys),
				this.converter);
		filter.setRequestMatcher(apiKey);
		filter.setSuccessHandler(new KeyDecidesAlone());
		filter.setFailureHandler(this.handler);
		// Kept for error and asynchronous dispatches, never in a session.
		filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
		return filter;
	}

	private static boolean isApi(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept == null || !accept.contains("text/html");
	}

}
