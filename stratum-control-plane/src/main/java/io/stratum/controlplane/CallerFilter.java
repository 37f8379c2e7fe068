package io.stratum.controlplane;

import java.io.IOException;

import io.stratum.web.CallerResolver;
import io.stratum.web.RequestId;
import io.stratum.web.TenantResolution;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request of this API run for its caller and for no tenant, whatever its headers
 * name.
 */
final class CallerFilter extends OncePerRequestFilter {

	private final CallerResolver callers;

	CallerFilter(CallerResolver callers) {
		this.callers = callers;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (TenantResolution.of(request) == null) {
			new TenantResolution(this.callers.resolve(request).in(request.getRemoteAddr(), RequestId.of(request)), null,
					"control-plane")
				.keepIn(request);
		}
		chain.doFilter(request, response);
	}

}
