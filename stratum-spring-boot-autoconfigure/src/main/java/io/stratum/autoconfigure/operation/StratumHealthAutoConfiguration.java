package io.stratum.autoconfigure.operation;

import io.stratum.autoconfigure.engine.EngineAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Tells whether the engine's database answers.
 *
 * <p>
 * It takes the place of Boot's own look at the data source, which has no tenant and would
 * be refused.
 */
@AutoConfiguration(after = EngineAutoConfiguration.class, before = DataSourceHealthContributorAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(EngineDatabase.class)
@ConditionalOnEnabledHealthIndicator("db")
public final class StratumHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "dbHealthIndicator", "dbHealthContributor" })
	HealthIndicator dbHealthContributor(EngineDatabase database, ChangeFeed feed) {
		return new EngineHealthIndicator(database, feed);
	}

}
