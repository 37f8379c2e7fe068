package io.stratum.autoconfigure.engine;

import java.time.Duration;

import io.stratum.engine.MemoryLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what is kept in memory.
 *
 * @param maxStaleness Age beyond which memory is not trusted without word from the
 * database.
 * @param maxTenants Most tenants kept in memory.
 * @param listenUrl JDBC URL for notifications when a pooler is in front of the database.
 */
@ConfigurationProperties("stratum.cache")
record CacheProperties(@DefaultValue("5s") Duration maxStaleness, @DefaultValue("100000") int maxTenants,
		@Nullable String listenUrl) {

	MemoryLimits limits() {
		return MemoryLimits.of(this.maxStaleness, this.maxTenants);
	}

}
