package io.stratum.controlplane;

import java.time.Duration;
import java.util.List;

import io.stratum.access.ApiKeys;
import io.stratum.security.TenantSecurity;
import io.stratum.web.CallerResolver;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Guards the API by a chain of its own, whatever the application's chain says.
 */
public final class ControlPlaneSecurity {

	private static final List<String> SENT = List.of("X-API-Key", "Authorization", "Content-Type", "If-Match",
			"If-None-Match", "Idempotency-Key", "X-Request-ID", "X-Tenant-ID", "X-Impersonate-Tenant");

	private static final List<String> EXPOSED = List.of("X-Request-ID", "X-RateLimit-Limit", "X-RateLimit-Remaining",
			"X-RateLimit-Reset", "RateLimit-Policy", "RateLimit", "Retry-After", "ETag", "Idempotent-Replayed", "Link",
			"Location");

	private final ControlPlaneSettings settings;

	private final FailedAuthenticationFilter failures;

	private final CallerFilter callers;

	private final RateLimitFilter limits;

	private final IdempotencyFilter repetitions;

	ControlPlaneSecurity(ControlPlaneSettings settings, TenantSecurity security, CallerResolver callers, ApiKeys keys,
			RateLimiter limiter, IdempotencyRecords records) {
		this.settings = settings;
		this.failures = new FailedAuthenticationFilter(security.apiKeyHeader(), limiter, settings.limits().failures());
		this.callers = new CallerFilter(callers);
		this.limits = new RateLimitFilter(limiter,
				new CredentialLimits(security.apiKeyHeader(), keys::authenticate, settings.limits().credential()),
				settings.limits().tenant(), below("/health"));
		this.repetitions = new IdempotencyFilter(records);
	}

	/**
	 * Builds the chain: no session, no form, a credential for everything but what is
	 * open.
	 * @param http the builder, with the customizers of Stratum applied
	 * @return a chain for requests below the base path
	 */
	public SecurityFilterChain chain(HttpSecurity http) {
		if (this.settings.accessLog()) {
			http.addFilterBefore(new AccessLogFilter(), DisableEncodeUrlFilter.class);
		}
		return http.securityMatcher(below("/**"))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf((csrf) -> csrf.disable())
			.requestCache((cache) -> cache.disable())
			.logout((logout) -> logout.disable())
			.addFilter(origins())
			.authorizeHttpRequests((requests) -> requests.requestMatchers(below("/health"))
				.permitAll()
				.requestMatchers(open())
				.permitAll()
				.anyRequest()
				.authenticated())
			.addFilterBefore(new LastWordFilter(), DisableEncodeUrlFilter.class)
			.addFilterBefore(this.failures, LogoutFilter.class)
			.addFilterAfter(this.callers, ExceptionTranslationFilter.class)
			.addFilterAfter(this.limits, CallerFilter.class)
			.addFilterAfter(this.repetitions, AuthorizationFilter.class)
			.build();
	}

	/**
	 * Builds the chain of the page that shows the description: open to whom the
	 * description is open.
	 * @param http the builder, with the customizers of Stratum applied
	 * @return a chain for requests to the page and its files
	 */
	public SecurityFilterChain pageChain(HttpSecurity http) {
		boolean open = this.settings.docs() == ControlPlaneSettings.Docs.PUBLIC;
		return http.securityMatcher(this.settings.docsPath(), this.settings.docsPath() + "/**")
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf((csrf) -> csrf.disable())
			.requestCache((cache) -> cache.disable())
			.logout((logout) -> logout.disable())
			.authorizeHttpRequests((requests) -> requests.anyRequest()
				.access(open ? (caller, request) -> new AuthorizationDecision(true)
						: AuthenticatedAuthorizationManager.authenticated()))
			.build();
	}

	private PathPatternRequestMatcher[] open() {
		return (this.settings.docs() == ControlPlaneSettings.Docs.PUBLIC)
				? new PathPatternRequestMatcher[] { below("/openapi.json") } : new PathPatternRequestMatcher[0];
	}

	private PathPatternRequestMatcher below(String pattern) {
		return PathPatternRequestMatcher.pathPattern(this.settings.basePath() + pattern);
	}

	private CorsFilter origins() {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		if (!this.settings.allowedOrigins().isEmpty()) {
			CorsConfiguration cors = new CorsConfiguration();
			cors.setAllowedOrigins(this.settings.allowedOrigins());
			cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
			cors.setAllowedHeaders(SENT);
			cors.setExposedHeaders(EXPOSED);
			cors.setAllowCredentials(true);
			cors.setMaxAge(Duration.ofHours(1));
			source.registerCorsConfiguration("/**", cors);
		}
		CorsFilter filter = new CorsFilter(source);
		filter.setCorsProcessor(new ProblemCorsProcessor());
		return filter;
	}

}
