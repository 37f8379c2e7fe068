package io.stratum.controlplane;

import java.time.Duration;
import java.util.Locale;

import io.github.bucket4j.ConsumptionProbe;

/**
 * Counts requests, on this node or on all nodes together.
 */
public interface RateLimiter {

	/**
	 * Takes a request off what a credential has left.
	 * @param credential whose requests are counted
	 * @param limit how many it may send
	 * @return whether the request may pass; waits for a fraction of a second at most
	 * @throws io.stratum.StratumException if nobody can count now and none may pass
	 * uncounted
	 */
	Verdict take(String credential, RateLimit limit);

	/**
	 * Returns what is known of the store that nodes share.
	 * @return its state, as {@code GET /health} shows it
	 */
	default Store store() {
		return Store.NOT_CONFIGURED;
	}

	/**
	 * Whether a request may pass.
	 *
	 * @param allowed whether it may
	 * @param remaining how many more may pass now
	 * @param retryAfter how long until one more may; zero if it may now
	 * @param reset how long until all may again
	 */
	record Verdict(boolean allowed, long remaining, Duration retryAfter, Duration reset) {

		static Verdict of(ConsumptionProbe probe) {
			return new Verdict(probe.isConsumed(), probe.getRemainingTokens(),
					Duration.ofNanos(probe.getNanosToWaitForRefill()),
					Duration.ofNanos(probe.getNanosToWaitForReset()));
		}

	}

	/**
	 * State of the store that nodes share.
	 */
	enum Store {

		/** It answers. */
		CONNECTED,
		/** It does not answer. */
		DISCONNECTED,
		/** There is none. */
		NOT_CONFIGURED;

		String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
