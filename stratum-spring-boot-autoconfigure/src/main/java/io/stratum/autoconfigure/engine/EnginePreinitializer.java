package io.stratum.autoconfigure.engine;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariConfig;
import org.postgresql.Driver;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Loads what opens the engine's database and what keeps it in memory, beside the start.
 */
final class EnginePreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() {
		new Driver();
		new HikariConfig();
		Caffeine.newBuilder().maximumSize(1).build().cleanUp();
		Caffeine.newBuilder().maximumSize(1).recordStats().build().cleanUp();
		Caffeine.newBuilder().maximumSize(1).expireAfterWrite(Duration.ofMinutes(1)).recordStats().build().cleanUp();
	}

}
