package io.stratum.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the tenant that a request runs for as long as the request runs.
 *
 * <p>
 * It stands after authentication and before authorization, so that rules know the tenant.
 */
public final class TenantFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(TenantFilter.class);

	private final CallerResolver callers;

	private final List<TenantResolver> resolvers;

	private final TenantAdmission admission;

	private final List<ResolutionStep> steps;

	private final TenantContext context;

	private final ProblemWriter problems;

	/**
	 * Creates the filter.
	 * @param callers who sent a request
	 * @param resolvers which tenants a request names, in order
	 * @param admission which of them the caller may act for
	 * @param steps what changes that afterwards, in order
	 * @param context where the tenant is bound
	 * @param problems how a refusal is written
	 */
	public TenantFilter(CallerResolver callers, List<TenantResolver> resolvers, TenantAdmission admission,
			List<ResolutionStep> steps, TenantContext context, ProblemWriter problems) {
		this.callers = callers;
		this.resolvers = List.copyOf(resolvers);
		this.admission = admission;
		this.steps = List.copyOf(steps);
		this.context = context;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		TenantResolution resolution;
		try {
			resolution = resolutionOf(request);
		}
		catch (StratumException ex) {
			this.problems.write(request, response, ex);
			return;
		}
		try (TenantContext.Scope scope = this.context.bind(resolution.tenant(), resolution.caller())) {
			chain.doFilter(request, response);
		}
	}

	private TenantResolution resolutionOf(HttpServletRequest request) {
		// An error or asynchronous dispatch runs for whom the request ran before.
		TenantResolution known = TenantResolution.of(request);
		return (known != null) ? known : resolve(request);
	}

	private TenantResolution resolve(HttpServletRequest request) {
		try {
			Caller caller = this.callers.resolve(request).in(request.getRemoteAddr(), RequestId.of(request));
			TenantResolution resolution = this.admission.admit(caller, names(request));
			for (ResolutionStep step : this.steps) {
				resolution = step.apply(request, resolution);
			}
			log.debug("Request runs for {} as named by {}", id(resolution.tenant()), resolution.source());
			resolution.keepIn(request);
			return resolution;
		}
		catch (DataAccessException | TransactionException ex) {
			log.error("Tenants cannot be looked up", ex);
			throw new StratumException(ErrorCode.SERVICE_UNAVAILABLE,
					"Tenants cannot be looked up now. Try again later.", Map.of("reason", "registry"), ex);
		}
	}

	private static @Nullable TenantId id(@Nullable Tenant tenant) {
		return (tenant != null) ? tenant.id() : null;
	}

	private List<NamedTenant> names(HttpServletRequest request) {
		return this.resolvers.stream().map((resolver) -> resolver.resolve(request)).filter(Objects::nonNull).toList();
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

}
