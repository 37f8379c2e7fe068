package io.stratum.autoconfigure.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Loads what runs the jobs of the engine, beside the start.
 */
final class JobPreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() throws ClassNotFoundException {
		for (Class<?> type : new Class<?>[] { Scheduler.class, SchedulerBuilder.class, JdbcTaskRepository.class,
				Tasks.class }) {
			Class.forName(type.getName(), true, type.getClassLoader());
		}
	}

}
