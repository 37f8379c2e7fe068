package io.stratum.autoconfigure.schedule;

import io.stratum.tenant.CarriedTenantUnknownException;
import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import org.quartz.InterruptableJob;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.UnableToInterruptJobException;
import org.quartz.spi.JobFactory;
import org.quartz.spi.TriggerFiredBundle;

/**
 * Makes jobs that run for the tenant in their data.
 */
final class TenantJobFactory implements JobFactory {

	private final JobFactory factory;

	TenantJobFactory(JobFactory factory) {
		this.factory = factory;
	}

	@Override
	public Job newJob(TriggerFiredBundle bundle, Scheduler scheduler) throws SchedulerException {
		return new TenantJob(this.factory.newJob(bundle, scheduler));
	}

	private record TenantJob(Job job) implements InterruptableJob {

		@Override
		public void execute(JobExecutionContext execution) throws JobExecutionException {
			try (TenantContext.Scope scope = carrier(execution)
				.bind(execution.getMergedJobDataMap().getString(TenantScheduler.TENANT))) {
				this.job.execute(execution);
			}
			catch (CarriedTenantUnknownException ex) {
				JobExecutionException refused = new JobExecutionException(ex);
				refused.setUnscheduleFiringTrigger(true);
				throw refused;
			}
		}

		private static TenantCarrier carrier(JobExecutionContext execution) throws JobExecutionException {
			try {
				if (execution.getScheduler().getContext().get(TenantScheduler.CARRIER) instanceof TenantCarrier known) {
					return known;
				}
			}
			catch (SchedulerException ex) {
				throw new JobExecutionException(ex);
			}
			throw new JobExecutionException("The scheduler does not know how to bind tenants");
		}

		@Override
		public void interrupt() throws UnableToInterruptJobException {
			if (!(this.job instanceof InterruptableJob interruptable)) {
				throw new UnableToInterruptJobException(this.job.getClass() + " cannot be interrupted");
			}
			interruptable.interrupt();
		}

	}

}
