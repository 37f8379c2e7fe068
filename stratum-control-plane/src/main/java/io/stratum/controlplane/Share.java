package io.stratum.controlplane;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is left of a limit after a request.
 *
 * @param whose {@code credential} or {@code tenant}
 * @param limit the limit
 * @param verdict what is left
 */
record Share(String whose, RateLimit limit, RateLimiter.Verdict verdict) {

	/**
	 * Returns the share that stops requests first.
	 */
	static Share tightest(List<Share> shares) {
		return shares.stream()
			.min(Comparator.comparing((Share share) -> share.verdict.allowed())
				.thenComparing((share) -> share.verdict.remaining()))
			.orElseThrow();
	}

	static String list(List<Share> shares, Function<Share, String> form) {
		return shares.stream().map(form).collect(Collectors.joining(", "));
	}

	/**
	 * Writes the limit in the form of the IETF draft on rate limit headers.
	 */
	String policy() {
		return "\"" + this.whose + "\";q=" + this.limit.max() + ";w=" + Math.max(1, this.limit.window().toSeconds());
	}

	/**
	 * Writes what is left in the form of that draft.
	 */
	String rest() {
		return "\"" + this.whose + "\";r=" + this.verdict.remaining() + ";t="
				+ RateLimitFilter.seconds(this.verdict.reset());
	}

}
