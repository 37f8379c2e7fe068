package io.stratum.isolation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.stratum.isolation.jdbc.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Lends busy schemas connections that were opened with their search path.
 *
 * <p>
 * On such a connection the setting of the binding changes nothing, so from PostgreSQL 18
 * on the driver keeps its prepared statements. Correctness does not rely on it.
 */
final class HotSchemas {

	/** A schema that was used so often without a pause is hot. */
	private static final int USES = 20;

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private static final int MOST = 10_000;

	private final PlacedConnections pools;

	private final LoadingCache<String, AtomicInteger> uses = Caffeine.newBuilder()
		.expireAfterAccess(PAUSE)
		.maximumSize(MOST)
		.build((schema) -> new AtomicInteger());

	HotSchemas(PlacedConnections pools) {
		this.pools = pools;
	}

	/**
	 * Lends a connection to a schema if it is hot and one is to be had at once.
	 */
	@Nullable Lease borrow(Placement placement) {
		if (placement.schema() == null || this.uses.get(placement.schema()).incrementAndGet() < USES) {
			return null;
		}
		return this.pools.borrowAtOnce(placement);
	}

}
