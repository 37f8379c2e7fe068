package io.stratum.autoconfigure.job;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import org.springframework.context.SmartLifecycle;

/**
 * Runs the recurring work of the engine while the application runs.
 *
 * <p>
 * When a piece of work is due is kept in the database, so it survives restarts, is done
 * by one node at a time, and is taken over from a node that died.
 */
final class EngineJobs implements SmartLifecycle {

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

	private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

	private final Scheduler scheduler;

	private volatile boolean running;

	EngineJobs(DataSource platform, List<RecurringTask<?>> jobs) {
		this.scheduler = Scheduler.create(platform)
			.tableName("stratum.scheduled_task")
			.startTasks(jobs)
			.threads(1)
			.pollingInterval(POLL_INTERVAL)
			.shutdownMaxWait(SHUTDOWN_WAIT)
			.build();
	}

	@Override
	public void start() {
		this.scheduler.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
