package io.stratum.controlplane;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.stratum.access.Caller;
import io.stratum.web.RequestId;
import io.stratum.web.TenantResolution;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes a log line for each request: who called which route, and how it ended.
 *
 * <p>
 * <b>Guarantees.</b> A line is made of the method, the pattern of the route, status,
 * time, kind and id of the caller and the id of the request. No address, header or body
 * goes in, so no secret can.
 */
final class AccessLogFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger("io.stratum.access-log");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = System.nanoTime();
		try {
			chain.doFilter(request, response);
		}
		finally {
			long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
			log.info("{} {} {} {} ms {} {}", request.getMethod(), route(request), response.getStatus(), millis,
					caller(TenantResolution.of(request)), RequestId.of(request));
		}
	}

	private static Object route(HttpServletRequest request) {
		return Objects.requireNonNullElse(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "-");
	}

	private static String caller(@Nullable TenantResolution resolution) {
		Caller caller = (resolution != null) ? resolution.caller() : Caller.ANONYMOUS;
		return (caller.type() != Caller.Type.ANONYMOUS) ? caller.type().wireName() + ":" + caller.id() : "-";
	}

}
