package io.stratum.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes tenants out of the baggage of incoming requests, which anybody may have packed.
 */
public final class BaggageFilter extends OncePerRequestFilter {

	/**
	 * Creates the filter, to stand before whatever reads traces.
	 */
	public BaggageFilter() {
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean packed = request.getHeader(TenantBaggage.HEADER) != null;
		chain.doFilter(packed ? new Unpacked(request) : request, response);
	}

	private static final class Unpacked extends HttpServletRequestWrapper {

		private Unpacked(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable String getHeader(String name) {
			return Collections.list(getHeaders(name)).stream().findFirst().orElse(null);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			Enumeration<String> lines = super.getHeaders(name);
			if (!TenantBaggage.HEADER.equalsIgnoreCase(name)) {
				return lines;
			}
			String others = TenantBaggage.without(Collections.list(lines));
			return Collections.enumeration(others.isEmpty() ? List.of() : List.of(others));
		}

	}

}
