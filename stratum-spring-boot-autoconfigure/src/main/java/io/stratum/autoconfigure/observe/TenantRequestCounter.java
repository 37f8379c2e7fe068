package io.stratum.autoconfigure.observe;

import java.io.IOException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stratum.tenant.Tenant;
import io.stratum.web.TenantResolution;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts requests of the busiest tenants by name and of all others together.
 */
final class TenantRequestCounter extends OncePerRequestFilter {

	private static final String METER = "stratum.requests";

	private static final String TENANT = "tenant";

	private final MeterRegistry registry;

	private final BusiestTenants busiest;

	TenantRequestCounter(MeterRegistry registry, int most) {
		this.registry = registry;
		this.busiest = new BusiestTenants(most, this::forget);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		finally {
			TenantResolution resolution = TenantResolution.of(request);
			count((resolution != null) ? resolution.tenant() : null);
		}
	}

	// Who has just fallen out must not be counted by name again, so both happen in turn.
	synchronized void count(@Nullable Tenant tenant) {
		String name = (tenant != null) ? this.busiest.count(tenant.slug()) : BusiestTenants.OTHER;
		Counter.builder(METER)
			.description("Requests by tenant; those of tenants that are not among the busiest together")
			.tag(TENANT, name)
			.register(this.registry)
			.increment();
	}

	private void forget(String tenant) {
		this.registry.find(METER).tag(TENANT, tenant).meters().forEach(this.registry::remove);
	}

}
