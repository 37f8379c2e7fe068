package io.stratum.engine;

import java.time.Duration;

/**
 * How old and how large memory that follows the {@link ChangeFeed} may become.
 *
 * <p>
 * Entries and weight are bounded at once: a value counts at least as much as each of
 * {@link #maxTenants} equal ones would.
 *
 * @param maxStaleness age beyond which memory is not trusted without word from the
 * database, more than one second
 * @param maxTenants most tenants in one memory, 1 or more
 * @param maxBytes most bytes in one memory, by estimate, 1 or more
 */
public record MemoryLimits(Duration maxStaleness, int maxTenants, long maxBytes) {

	private static final int DEFAULT_TENANTS = 100_000;

	// There are about five memories of tenants; together they take a third of the heap at
	// most.
	private static final int SHARE_OF_HEAP = 16;

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException if one is out of its range
	 */
	public MemoryLimits {
		if (maxStaleness.compareTo(Duration.ofSeconds(1)) <= 0) {
			throw new IllegalArgumentException("The staleness of memory must be more than one second.");
		}
		if (maxTenants < 1 || maxBytes < 1) {
			throw new IllegalArgumentException("Memory must have room for one tenant.");
		}
	}

	/**
	 * Limits memory to 100,000 tenants.
	 * @param maxStaleness age beyond which memory is not trusted
	 * @return the limits
	 */
	public static MemoryLimits of(Duration maxStaleness) {
		return of(maxStaleness, DEFAULT_TENANTS);
	}

	/**
	 * Limits memory to a number of tenants and a sixteenth of the heap.
	 * @param maxStaleness age beyond which memory is not trusted
	 * @param maxTenants most tenants in one memory
	 * @return the limits
	 */
	public static MemoryLimits of(Duration maxStaleness, int maxTenants) {
		return new MemoryLimits(maxStaleness, maxTenants, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
	}

	/**
	 * Tells how much of {@link #maxBytes} a value takes.
	 * @param bytes its size by estimate
	 * @return its weight
	 */
	int weight(long bytes) {
		return (int) Math.min(Integer.MAX_VALUE, Math.max(bytes, Math.max(1, this.maxBytes / this.maxTenants)));
	}

}
