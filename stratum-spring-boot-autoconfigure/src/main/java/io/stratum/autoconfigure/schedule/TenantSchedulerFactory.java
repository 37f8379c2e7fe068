package io.stratum.autoconfigure.schedule;

import org.quartz.Scheduler;
import org.quartz.core.QuartzScheduler;
import org.quartz.core.QuartzSchedulerResources;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Makes schedulers that carry the tenant, for Quartz, which makes it by itself.
 */
public final class TenantSchedulerFactory extends StdSchedulerFactory {

	/**
	 * Creates a factory, for Quartz.
	 */
	public TenantSchedulerFactory() {
	}

	@Override
	protected Scheduler instantiate(QuartzSchedulerResources resources, QuartzScheduler scheduler) {
		return new TenantScheduler(scheduler);
	}

}
