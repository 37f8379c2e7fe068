package io.stratum.isolation.pool;

import java.time.Duration;

/**
 * How many connections tenants may have, and for how long.
 *
 * @param maxConnections most connections of this node over all placements, at least 1
 * @param maxPerTenant most connections of one tenant, at least 1
 * @param idleTimeout time without use after which a connection is closed
 * @param acquireTimeout longest wait for a connection; opening one takes no longer either
 */
public record PoolLimits(int maxConnections, int maxPerTenant, Duration idleTimeout, Duration acquireTimeout) {

	/**
	 * Refuses limits that let nobody in.
	 */
	public PoolLimits {
		if (maxConnections < 1 || maxPerTenant < 1 || idleTimeout.isNegative() || acquireTimeout.isNegative()) {
			throw new IllegalArgumentException("Limits of pools are at least 1, and times are not negative.");
		}
	}

	/**
	 * Returns what holds unless somebody says otherwise.
	 * @return 50 connections, 5 for each tenant, idle for 5 minutes, 5 seconds of wait
	 */
	public static PoolLimits defaults() {
		return new PoolLimits(50, 5, Duration.ofMinutes(5), Duration.ofSeconds(5));
	}

}
