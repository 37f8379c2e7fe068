package io.stratum.controlplane;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;

/**
 * Counts the requests that this node sees, in token buckets.
 */
public final class LocalRateLimiter implements RateLimiter {

	/** Most credentials that are counted at a time. */
	static final int MOST = 100_000;

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
		return Verdict.of(bucket.tryConsumeAndReturnRemaining(1));
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
