package io.stratum.autoconfigure.placement;

import java.time.Duration;

import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.capture.CaptureRounds;
import io.stratum.isolation.capture.CapturedChanges;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Brings changes noted in databases of tenants into the audit log.
 */
@AutoConfiguration(after = ProvisioningAutoConfiguration.class)
@ConditionalOnBean(ConfiguredServers.class)
public final class CaptureRoundsAutoConfiguration {

	/** Time between two looks at databases in which this node did not write. */
	private static final Duration EVERYWHERE = Duration.ofMinutes(10);

	@Bean
	@ConditionalOnMissingBean
	CapturedChanges stratumCapturedChanges(EngineDatabase database, ConfiguredServers servers) {
		return new CapturedChanges(database, servers.forOwner());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	CaptureRounds stratumCaptureRounds(CapturedChanges changes) {
		return new CaptureRounds(changes, EVERYWHERE);
	}

	@Bean
	SmartInitializingSingleton stratumCaptureRoundsAtStart(CaptureRounds rounds) {
		return rounds::start;
	}

}
