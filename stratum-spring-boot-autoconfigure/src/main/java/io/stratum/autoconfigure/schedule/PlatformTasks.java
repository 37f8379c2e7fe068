package io.stratum.autoconfigure.schedule;

import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the tasks of an application's own db-scheduler beside the tables of the engine.
 *
 * <pre>{@code
 * &#64;Bean(initMethod = "start", destroyMethod = "stop")
 * Scheduler scheduler(PlatformTasks platform, List<Task<?>> tasks) {
 *     return platform.scheduler(tasks).threads(4).build();
 * }
 * }</pre>
 */
public final class PlatformTasks {

	private static final String TABLE = "stratum.scheduled_tasks";

	private static final String LOCK = "select pg_advisory_xact_lock(hashtext('stratum.scheduled_tasks'))";

	private static final String PRESENT = "select to_regclass('stratum.scheduled_tasks') is not null";

	private static final String CREATE = """
			create table stratum.scheduled_tasks (
				task_name text not null,
				task_instance text not null,
				task_data bytea,
				execution_time timestamptz not null,
				picked boolean not null,
				picked_by text,
				last_success timestamptz,
				last_failure timestamptz,
				consecutive_failures integer,
				last_heartbeat timestamptz,
				version bigint not null,
				priority smallint,
				primary key (task_name, task_instance)
			);
			create index scheduled_tasks_due on stratum.scheduled_tasks (execution_time);
			create index scheduled_tasks_heartbeat on stratum.scheduled_tasks (last_heartbeat);
			""";

	private final DataSource owner;

	private final DataSource platform;

	PlatformTasks(DataSource owner, DataSource platform) {
		this.owner = owner;
		this.platform = platform;
	}

	/**
	 * Begins a scheduler on the platform's own connections, and creates its table if it
	 * is missing.
	 * @param tasks what may be scheduled
	 * @return the rest is up to the application
	 */
	public SchedulerBuilder scheduler(List<Task<?>> tasks) {
		new TransactionTemplate(new JdbcTransactionManager(this.owner))
			.executeWithoutResult((status) -> createIfMissing());
		return Scheduler.create(this.platform, tasks).tableName(TABLE);
	}

	private void createIfMissing() {
		JdbcClient sql = JdbcClient.create(this.owner);
		sql.sql(LOCK).query().singleRow();
		if (!sql.sql(PRESENT).query(Boolean.class).single()) {
			sql.sql(CREATE).update();
		}
	}

}
