package io.stratum.autoconfigure.job;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the regular work on the audit log.
 *
 * @param checkpointInterval Time between signed checkpoints.
 */
@ConfigurationProperties("stratum.audit")
record CheckpointProperties(@DefaultValue("1d") Duration checkpointInterval) {

	CheckpointProperties {
		if (checkpointInterval.isNegative() || checkpointInterval.isZero()) {
			throw new IllegalArgumentException("The property 'stratum.audit.checkpoint-interval' must be positive.");
		}
	}

}
