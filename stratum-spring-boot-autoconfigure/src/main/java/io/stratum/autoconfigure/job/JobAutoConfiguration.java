package io.stratum.autoconfigure.job;

import java.util.List;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.stratum.audit.AuditLog;
import io.stratum.autoconfigure.audit.AuditAutoConfiguration;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Lets checkpoints of the audit log be signed regularly.
 */
@AutoConfiguration(after = AuditAutoConfiguration.class)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean({ PlatformDatabase.class, AuditLog.class })
@EnableConfigurationProperties(CheckpointProperties.class)
public final class JobAutoConfiguration {

	@Bean
	EngineJobs stratumJobs(PlatformDatabase database, AuditLog audit, CheckpointProperties properties) {
		return new EngineJobs(database.platform(), List.of(checkpoints(audit, properties)));
	}

	private static RecurringTask<?> checkpoints(AuditLog audit, CheckpointProperties properties) {
		return Tasks.recurring("audit-checkpoint", FixedDelay.of(properties.checkpointInterval()))
			.execute((instance, context) -> audit.checkpoint());
	}

}
