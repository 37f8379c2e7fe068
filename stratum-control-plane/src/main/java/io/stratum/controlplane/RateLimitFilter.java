package io.stratum.controlplane;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import io.stratum.ErrorCode;
import io.stratum.access.Caller;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import io.stratum.web.TenantResolution;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each credential send as many requests as its limit allows, and tells it how many
 * are left.
 */
final class RateLimitFilter extends OncePerRequestFilter {

	private final RateLimiter limiter;

	private final CredentialLimits limits;

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	private final Clock clock = Clock.systemUTC();

	RateLimitFilter(RateLimiter limiter, CredentialLimits limits) {
		this.limiter = limiter;
		this.limits = limits;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Caller caller = callerOf(request);
		if (caller == null || pass(caller, request, response)) {
			chain.doFilter(request, response);
		}
	}

	private boolean pass(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
		RateLimit limit = this.limits.of(caller, request);
		RateLimiter.Verdict verdict = this.limiter.take(credential(caller), limit);
		tell(response, limit, verdict);
		if (!verdict.allowed()) {
			refuse(request, response, verdict.retryAfter());
		}
		return verdict.allowed();
	}

	private void tell(HttpServletResponse response, RateLimit limit, RateLimiter.Verdict verdict) {
		response.setHeader("X-RateLimit-Limit", String.valueOf(limit.max()));
		response.setHeader("X-RateLimit-Remaining", String.valueOf(verdict.remaining()));
		response.setHeader("X-RateLimit-Reset", Wire.time(this.clock.instant().plus(verdict.reset())));
		response.setHeader("RateLimit-Policy",
				"\"credential\";q=" + limit.max() + ";w=" + Math.max(1, limit.window().toSeconds()));
		response.setHeader("RateLimit", "\"credential\";r=" + verdict.remaining() + ";t=" + seconds(verdict.reset()));
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, Duration retryAfter)
			throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds(retryAfter))));
		this.problems.write(request, response,
				Problem.of(ErrorCode.RATE_LIMITED, "The credential has sent too many requests. Try again later."));
	}

	/**
	 * Rounds up, so that nobody is called back too early.
	 */
	static long seconds(Duration duration) {
		return duration.plusNanos(999_999_999).toSeconds();
	}

	static String credential(Caller caller) {
		return caller.type().wireName() + ":" + ((caller.home() != null) ? caller.home() : "") + ":" + caller.id();
	}

	private static @Nullable Caller callerOf(HttpServletRequest request) {
		TenantResolution resolution = TenantResolution.of(request);
		return (resolution != null && resolution.caller().type() != Caller.Type.ANONYMOUS) ? resolution.caller() : null;
	}

}
