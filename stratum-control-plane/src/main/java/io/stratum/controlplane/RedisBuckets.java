package io.stratum.controlplane;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/**
 * Token buckets that lie in Redis, over one connection.
 *
 * <p>
 * Requests of one credential that come to this node together are counted in one exchange.
 */
final class RedisBuckets implements AutoCloseable {

	private static final String PREFIX = "stratum:limit:";

	private static final Duration KEPT_LONGER = Duration.ofSeconds(10);

	private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

	private final StatefulConnection<String, byte[]> connection;

	private final ProxyManager<String> manager;

	private final Supplier<CompletionStage<String>> ping;

	private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(LocalRateLimiter.MOST)
		.expireAfterAccess(Duration.ofMinutes(10))
		.build();

	private final Duration patience;

	private RedisBuckets(StatefulConnection<String, byte[]> connection, LettuceBasedProxyManagerBuilder<String> manager,
			Supplier<CompletionStage<String>> ping, Duration patience) {
		this.connection = connection;
		this.patience = patience;
		this.manager = manager.requestTimeout(patience)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
			.build();
		this.ping = ping;
	}

	static RedisBuckets of(RedisClient client, Duration patience) {
		StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC);
		return new RedisBuckets(connection, Bucket4jLettuce.casBasedBuilder(connection),
				() -> connection.async().ping(), patience);
	}

	static RedisBuckets of(RedisClusterClient client, Duration patience) {
		StatefulRedisClusterConnection<String, byte[]> connection = client.connect(CODEC);
		return new RedisBuckets(connection, Bucket4jLettuce.casBasedBuilder(connection),
				() -> connection.async().ping(), patience);
	}

	Bucket of(String credential, RateLimit limit) {
		// A credential whose limit is changed begins anew.
		String key = PREFIX + credential + ":" + limit.max() + "/" + limit.window().toMillis();
		return this.buckets.get(key, (name) -> bucket(name, limit));
	}

	private Bucket bucket(String key, RateLimit limit) {
		BucketConfiguration configuration = BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(limit.max()).refillGreedy(limit.max(), limit.window()))
			.build();
		return this.manager.builder().withOptimization(Optimizations.batching()).build(key, () -> configuration);
	}

	/**
	 * Waits for a sign of life.
	 * @throws RedisException if there is none
	 */
	boolean answers() {
		try {
			this.ping.get().toCompletableFuture().get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new RedisException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisException(ex);
		}
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
