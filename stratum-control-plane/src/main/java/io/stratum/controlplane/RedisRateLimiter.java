package io.stratum.controlplane;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * Counts the requests that all nodes see together, in Redis.
 *
 * <p>
 * <b>Guarantees.</b> No request passes uncounted: while Redis is away, each node counts
 * by itself or refuses. A request waits for Redis for a quarter of a second at most, and
 * while Redis is known to be away for nothing.
 */
public final class RedisRateLimiter implements RateLimiter, AutoCloseable {

	/** Refuses every request, for who must not pass while nobody counts. */
	public static final RateLimiter REFUSING = (credential, limit) -> {
		throw new StratumException(ErrorCode.SERVICE_UNAVAILABLE, "Requests cannot be counted now. Try again later.",
				Map.of("reason", "rate_limit"));
	};

	/** How long a request waits for an answer. */
	private static final Duration PATIENCE = Duration.ofMillis(250);

	private final RedisLink link;

	private final RateLimiter fallback;

	private final LongAdder misses = new LongAdder();

	private RedisRateLimiter(RedisLink link, RateLimiter fallback) {
		this.link = link;
		this.fallback = fallback;
	}

	/**
	 * Creates a limiter over a server of Redis, which need not be there yet.
	 * @param client how to reach it; stays open when the limiter is closed
	 * @param fallback decides while it is away
	 * @return the limiter
	 */
	public static RedisRateLimiter of(RedisClient client, RateLimiter fallback) {
		return of(client, fallback, PATIENCE);
	}

	static RedisRateLimiter of(RedisClient client, RateLimiter fallback, Duration patience) {
		return new RedisRateLimiter(new RedisLink(() -> RedisBuckets.of(client, patience)), fallback);
	}

	/**
	 * Creates a limiter over a cluster of Redis, which need not be there yet.
	 * @param client how to reach it; stays open when the limiter is closed
	 * @param fallback decides while it is away
	 * @return the limiter
	 */
	public static RedisRateLimiter of(RedisClusterClient client, RateLimiter fallback) {
		return new RedisRateLimiter(new RedisLink(() -> RedisBuckets.of(client, PATIENCE)), fallback);
	}

	@Override
	public Verdict take(String credential, RateLimit limit) {
		Verdict verdict = this.link
			.ask((buckets) -> Verdict.of(buckets.of(credential, limit).tryConsumeAndReturnRemaining(1)));
		if (verdict != null) {
			return verdict;
		}
		this.misses.increment();
		return this.fallback.take(credential, limit);
	}

	@Override
	public Store store() {
		return (this.link.ask(RedisBuckets::answers) != null) ? Store.CONNECTED : Store.DISCONNECTED;
	}

	/**
	 * Returns how many requests Redis did not count.
	 * @return their number since the start of this node
	 */
	public long misses() {
		return this.misses.sum();
	}

	@Override
	public void close() {
		this.link.close();
	}

}
