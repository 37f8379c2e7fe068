package io.stratum.controlplane;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/**
 * Counts the requests that this node sees, in token buckets.
 */
public final class LocalRateLimiter implements RateLimiter {

	private static final int MOST = 100_000;

	private final Cache<Counted, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfter(Expiry.accessing((Counted counted, Bucket bucket) -> counted.limit.window()))
		.build();

	/**
	 * Creates the limiter, with nothing counted yet.
	 */
	public LocalRateLimiter() {
	}

	@Override
	public Verdict take(String credential, RateLimit limit) {
		Bucket bucket = this.buckets.get(new Counted(credential, limit), LocalRateLimiter::bucket);
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		return new Verdict(probe.isConsumed(), probe.getRemainingTokens(),
				Duration.ofNanos(probe.getNanosToWaitForRefill()), Duration.ofNanos(probe.getNanosToWaitForReset()));
	}

	private static Bucket bucket(Counted counted) {
		RateLimit limit = counted.limit;
		return Bucket.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(limit.max()).refillGreedy(limit.max(), limit.window()))
			.build();
	}

	/**
	 * A credential whose limit is changed begins anew.
	 */
	private record Counted(String credential, RateLimit limit) {

	}

}
