package io.stratum.autoconfigure.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import org.jspecify.annotations.Nullable;

/**
 * The id of a task, and the tenant it is of.
 *
 * <p>
 * Both are stored as one: the data of a task belongs to the application, and tenants may
 * use the same ids.
 *
 * @param id the id that the application gave
 * @param tenant id of the tenant, {@code null} for a task of nobody
 */
record TaskTenant(String id, @Nullable String tenant) {

	private static final String MARK = "@stratum.tenant=";

	private static final Pattern STORED = Pattern.compile("(.*)" + MARK + "(.*)", Pattern.DOTALL);

	static TaskTenant of(TaskInstanceId stored) {
		Matcher matcher = STORED.matcher(stored.getId());
		return matcher.matches() ? new TaskTenant(matcher.group(1), matcher.group(2))
				: new TaskTenant(stored.getId(), null);
	}

	static TaskInstanceId store(TaskInstanceId task, String tenant) {
		return TaskInstanceId.of(task.getTaskName(), stored(task, tenant));
	}

	static <T> TaskInstance<T> store(TaskInstance<T> task, String tenant) {
		return renamed(task, stored(task, tenant));
	}

	// What was found before is named already.
	private static String stored(TaskInstanceId task, String tenant) {
		return tenant.equals(of(task).tenant()) ? task.getId() : task.getId() + MARK + tenant;
	}

	/**
	 * Returns the task as the application knows it.
	 */
	<T> TaskInstance<T> known(TaskInstance<T> stored) {
		return (this.tenant != null) ? renamed(stored, this.id) : stored;
	}

	private static <T> TaskInstance<T> renamed(TaskInstance<T> task, String id) {
		return new TaskInstance<>(task.getTaskName(), id, task::getData, task.getPriority());
	}

}
