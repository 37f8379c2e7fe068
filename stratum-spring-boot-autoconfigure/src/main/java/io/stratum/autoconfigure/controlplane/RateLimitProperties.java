package io.stratum.autoconfigure.controlplane;

import java.time.Duration;

import io.stratum.controlplane.ControlPlaneSettings;
import io.stratum.controlplane.RateLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of rate limits.
 *
 * @param limit Most requests of a credential in a window, unless its key says otherwise.
 * @param window Length of the window.
 * @param tenantLimit Most requests of all credentials of a tenant in a window; any number
 * if left out.
 * @param failedAuthentications Most bad credentials of an address in a minute.
 * @param store Place of the counters.
 * @param onStoreFailure Behaviour when the store is away.
 */
@ConfigurationProperties("stratum.rate-limit")
record RateLimitProperties(@DefaultValue("100") int limit, @DefaultValue("1m") Duration window,
		@Nullable Integer tenantLimit, @DefaultValue("20") int failedAuthentications,
		@DefaultValue("MEMORY") Store store, @DefaultValue("LOCAL") OnStoreFailure onStoreFailure) {

	ControlPlaneSettings.Limits limits() {
		return new ControlPlaneSettings.Limits(new RateLimit(this.limit, this.window),
				(this.tenantLimit != null) ? new RateLimit(this.tenantLimit, this.window) : null,
				new RateLimit(this.failedAuthentications, Duration.ofMinutes(1)));
	}

	/**
	 * Where requests are counted.
	 */
	enum Store {

		/** In the memory of each node. */
		MEMORY,
		/** In Redis, for all nodes together. */
		REDIS

	}

	/**
	 * What happens when the store is away.
	 */
	enum OnStoreFailure {

		/** Each node counts by itself. */
		LOCAL,
		/** Requests are refused. */
		DENY

	}

}
