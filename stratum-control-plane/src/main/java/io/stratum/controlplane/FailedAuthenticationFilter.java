package io.stratum.controlplane;

import java.io.IOException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

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

	private final RateLimiter alone = new LocalRateLimiter();

	private final RateLimit limit;

	private final Duration pause;

	private final Cache<String, Boolean> barred;

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	FailedAuthenticationFilter(String header, RateLimiter limiter, RateLimit limit) {
		this.header = header;
		this.limiter = limiter;
		this.limit = limit;
		this.pause = limit.window().dividedBy(limit.max());
		this.barred = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(this.pause).build();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!sentCredential(request)) {
			chain.doFilter(request, response);
		}
		else if (this.barred.getIfPresent(request.getRemoteAddr()) == null) {
			chain.doFilter(request, response);
			count(request, response);
		}
		else {
			// The refusal must not have left when it turns out to be one too many.
			ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
			chain.doFilter(request, held);
			if (count(request, held)) {
				held.resetBuffer();
				refuse(request, held);
			}
			held.copyBodyToResponse();
		}
	}

	private boolean count(HttpServletRequest request, HttpServletResponse response) {
		boolean failed = response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED;
		if (failed && take("address:" + request.getRemoteAddr()).remaining() == 0) {
			this.barred.put(request.getRemoteAddr(), Boolean.TRUE);
		}
		return failed;
	}

	private RateLimiter.Verdict take(String address) {
		try {
			return this.limiter.take(address, this.limit);
		}
		catch (StratumException ex) {
			// Nobody else counts now, and guesses must not go uncounted.
			return this.alone.take(address, this.limit);
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, RateLimitFilter.seconds(this.pause))));
		this.problems.write(request, response, Problem.of(ErrorCode.RATE_LIMITED,
				"Too many credentials from this address were not valid. Try again later."));
	}

	private boolean sentCredential(HttpServletRequest request) {
		return request.getHeader(this.header) != null || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
	}

}
