package io.stratum.controlplane;

import java.io.IOException;

import io.stratum.ErrorCode;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells an address that keeps sending bad credentials to come back later.
 *
 * <p>
 * A good credential from the same address still works: many callers may share it, and a
 * credential is too long to be guessed.
 */
final class FailedAuthenticationFilter extends OncePerRequestFilter {

	private final String header;

	private final RateLimiter limiter;

	private final RateLimit limit;

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	FailedAuthenticationFilter(String header, RateLimiter limiter, RateLimit limit) {
		this.header = header;
		this.limiter = limiter;
		this.limit = limit;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED && sentCredential(request)) {
			count(request, response);
		}
	}

	private void count(HttpServletRequest request, HttpServletResponse response) throws IOException {
		RateLimiter.Verdict verdict = this.limiter.take("address:" + request.getRemoteAddr(), this.limit);
		if (!verdict.allowed() && !response.isCommitted()) {
			response.resetBuffer();
			response.setHeader(HttpHeaders.RETRY_AFTER,
					String.valueOf(Math.max(1, RateLimitFilter.seconds(verdict.retryAfter()))));
			this.problems.write(request, response, Problem.of(ErrorCode.RATE_LIMITED,
					"Too many credentials from this address were not valid. Try again later."));
		}
	}

	private boolean sentCredential(HttpServletRequest request) {
		return request.getHeader(this.header) != null || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
	}

}
