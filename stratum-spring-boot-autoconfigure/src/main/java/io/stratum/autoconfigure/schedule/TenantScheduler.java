package io.stratum.autoconfigure.schedule;

import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.stratum.tenant.TenantCarrier;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.core.QuartzScheduler;
import org.quartz.impl.StdScheduler;
import org.quartz.spi.JobFactory;

/**
 * Names the bound tenant in the data of what is scheduled, and binds it while jobs run.
 *
 * <p>
 * Code that runs for a tenant cannot schedule work of another one.
 */
final class TenantScheduler extends StdScheduler {

	/** Name of the tenant in the data of jobs and triggers. */
	static final String TENANT = "stratum.tenant";

	/** Where the scheduler's own context has what carries the tenant. */
	static final String CARRIER = TenantCarrier.class.getName();

	TenantScheduler(QuartzScheduler scheduler) {
		super(scheduler);
	}

	@Override
	public void setJobFactory(JobFactory factory) throws SchedulerException {
		super.setJobFactory(new TenantJobFactory(factory));
	}

	@Override
	public Date scheduleJob(JobDetail job, Trigger trigger) throws SchedulerException {
		return super.scheduleJob(job, named(trigger));
	}

	@Override
	public Date scheduleJob(Trigger trigger) throws SchedulerException {
		return super.scheduleJob(named(trigger));
	}

	@Override
	public void scheduleJob(JobDetail job, Set<? extends Trigger> triggers, boolean replace) throws SchedulerException {
		super.scheduleJob(job, named(triggers), replace);
	}

	@Override
	public void scheduleJobs(Map<JobDetail, Set<? extends Trigger>> jobs, boolean replace) throws SchedulerException {
		Map<JobDetail, Set<? extends Trigger>> named = new HashMap<>();
		for (Map.Entry<JobDetail, Set<? extends Trigger>> entry : jobs.entrySet()) {
			named.put(entry.getKey(), named(entry.getValue()));
		}
		super.scheduleJobs(named, replace);
	}

	@Override
	public Date rescheduleJob(TriggerKey key, Trigger trigger) throws SchedulerException {
		return super.rescheduleJob(key, named(trigger));
	}

	@Override
	public void triggerJob(JobKey key) throws SchedulerException {
		super.triggerJob(key, named(new JobDataMap()));
	}

	@Override
	public void triggerJob(JobKey key, JobDataMap data) throws SchedulerException {
		super.triggerJob(key, named(data));
	}

	private Set<Trigger> named(Set<? extends Trigger> triggers) throws SchedulerException {
		Set<Trigger> named = new HashSet<>();
		for (Trigger trigger : triggers) {
			named.add(named(trigger));
		}
		return named;
	}

	private Trigger named(Trigger trigger) throws SchedulerException {
		named(trigger.getJobDataMap());
		return trigger;
	}

	private JobDataMap named(JobDataMap data) throws SchedulerException {
		if (getContext().get(CARRIER) instanceof TenantCarrier carrier) {
			carrier.text().ifPresent((id) -> data.put(TENANT, id));
		}
		return data;
	}

}
