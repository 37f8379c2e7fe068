package io.stratum.autoconfigure.engine;

import java.time.Clock;

import io.stratum.audit.AuditRedactor;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the journal of changes and what keeps memory right.
 */
@AutoConfiguration(after = PlatformDatabaseAutoConfiguration.class)
@ConditionalOnBean(EngineDatabase.class)
@EnableConfigurationProperties(CacheProperties.class)
public final class EngineAutoConfiguration {

	@Bean(initMethod = "start", destroyMethod = "close")
	@ConditionalOnMissingBean
	ChangeFeed stratumChangeFeed(PlatformDatabase database, CacheProperties properties) {
		return new ChangeFeed(database.listening(properties.listenUrl()), properties.limits());
	}

	@Bean
	@ConditionalOnMissingBean
	Journal stratumJournal(EngineDatabase database, ChangeFeed feed, TenantContext context, AuditRedactor redactor) {
		return new Journal(database, feed, context::caller, Clock.systemUTC(), redactor);
	}

}
