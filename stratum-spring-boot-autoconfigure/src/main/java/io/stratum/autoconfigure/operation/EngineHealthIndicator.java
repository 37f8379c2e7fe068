package io.stratum.autoconfigure.operation;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Asks the engine's database for a sign of life.
 */
final class EngineHealthIndicator extends AbstractHealthIndicator {

	private final EngineDatabase database;

	private final ChangeFeed feed;

	EngineHealthIndicator(EngineDatabase database, ChangeFeed feed) {
		super("The engine's database does not answer");
		this.database = database;
		this.feed = feed;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		this.database.jdbc().sql("select 1").query().singleRow();
		// Without notifications answers are still right, only slower.
		builder.up().withDetail("memory", this.feed.isTrusted() ? "trusted" : "bypassed");
	}

}
