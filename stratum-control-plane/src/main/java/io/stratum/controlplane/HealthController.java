package io.stratum.controlplane;

import java.time.Clock;
import java.time.Instant;

import io.stratum.engine.EngineDatabase;
import io.swagger.v3.oas.annotations.media.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether the API can work.
 */
@RestController
class HealthController {

	private static final Logger log = LoggerFactory.getLogger(HealthController.class);

	private final EngineDatabase database;

	private final RateLimiter limiter;

	private final Clock clock = Clock.systemUTC();

	HealthController(EngineDatabase database, RateLimiter limiter) {
		this.database = database;
		this.limiter = limiter;
	}

	@GetMapping("/health")
	@OpenToAll
	ResponseEntity<Health> getHealth() {
		boolean connected = isConnected();
		Health health = new Health(connected ? "ok" : "unavailable", this.clock.instant(),
				connected ? "connected" : "disconnected", this.limiter.store().wireName());
		return connected ? ResponseEntity.ok(health)
				: ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
					.header(HttpHeaders.RETRY_AFTER, "1")
					.body(health);
	}

	private boolean isConnected() {
		try {
			return this.database.jdbc().sql("select 1").query(Integer.class).single() == 1;
		}
		catch (DataAccessException ex) {
			log.warn("The engine's database cannot be reached", ex);
			return false;
		}
	}

	@Schema(name = "HealthResponse")
	record Health(String status, Instant timestamp, String db, String redis) {

	}

}
