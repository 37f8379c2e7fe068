package io.stratum.controlplane;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
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
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each credential, and all of a tenant together, send as many requests as their
 * limits allow, and tells them how many are left.
 */
final class RateLimitFilter extends OncePerRequestFilter {

	private final RateLimiter limiter;

	private final CredentialLimits limits;

	private final @Nullable RateLimit ofTenant;

	private final RequestMatcher free;

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	private final Clock clock = Clock.systemUTC();

	/**
	 * Creates the filter.
	 * @param ofTenant what all credentials of a tenant may send together, or {@code null}
	 * @param free what is never refused and takes nothing from a limit
	 */
	RateLimitFilter(RateLimiter limiter, CredentialLimits limits, @Nullable RateLimit ofTenant, RequestMatcher free) {
		this.limiter = limiter;
		this.limits = limits;
		this.ofTenant = ofTenant;
		this.free = free;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.free.matches(request);
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
		try {
			List<Share> shares = take(caller, request);
			Share tightest = Share.tightest(shares);
			tell(response, shares, tightest);
			if (!tightest.verdict().allowed()) {
				refuse(request, response, tightest);
			}
			return tightest.verdict().allowed();
		}
		catch (StratumException ex) {
			this.problems.write(request, response, ex);
			return false;
		}
	}

	private List<Share> take(Caller caller, HttpServletRequest request) {
		List<Share> shares = new ArrayList<>(2);
		RateLimit limit = this.limits.of(caller, request);
		RateLimiter.Verdict verdict = this.limiter.take(credential(caller), limit);
		shares.add(new Share("credential", limit, verdict));
		if (verdict.allowed() && this.ofTenant != null && caller.home() != null) {
			shares.add(new Share("tenant", this.ofTenant, this.limiter.take("tenant:" + caller.home(), this.ofTenant)));
		}
		return shares;
	}

	private void tell(HttpServletResponse response, List<Share> shares, Share tightest) {
		RateLimiter.Verdict verdict = tightest.verdict();
		response.setHeader("X-RateLimit-Limit", String.valueOf(tightest.limit().max()));
		response.setHeader("X-RateLimit-Remaining", String.valueOf(verdict.remaining()));
		response.setHeader("X-RateLimit-Reset", Wire.time(this.clock.instant().plus(verdict.reset())));
		response.setHeader("RateLimit-Policy", Share.list(shares, Share::policy));
		response.setHeader("RateLimit", Share.list(shares, Share::rest));
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, Share share) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds(share.verdict().retryAfter()))));
		this.problems.write(request, response, Problem.of(ErrorCode.RATE_LIMITED,
				"The " + share.whose() + " has sent too many requests. Try again later."));
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
