package io.stratum.autoconfigure.batch;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParametersIncrementer;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepLocator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Reaches everything that launches, and each job and step, before it runs.
 */
@SuppressWarnings("removal") // Launchers are there until they are removed.
final class BatchWiring implements BeanPostProcessor {

	private final ObjectProvider<TenantCarrier> carrier;

	private final ObjectProvider<JobRepository> repository;

	private final TenantOfExecution tenant;

	private final StepThreads threads;

	private final Set<Object> wired = Collections.newSetFromMap(new WeakHashMap<>());

	BatchWiring(ObjectProvider<TenantCarrier> carrier, ObjectProvider<TenantContext> context,
			ObjectProvider<JobRepository> repository) {
		this.carrier = carrier;
		this.repository = repository;
		this.tenant = new TenantOfExecution(carrier);
		this.threads = new StepThreads(context);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Job job) {
			wireJob(job);
		}
		else if (bean instanceof Step step) {
			wireStep(step);
		}
		return (bean instanceof JobLauncher launcher) ? naming(launcher) : bean;
	}

	private Object naming(JobLauncher launcher) {
		ProxyFactory factory = new ProxyFactory(launcher);
		Class<?> type = launcher.getClass();
		factory.setProxyTargetClass(!Proxy.isProxyClass(type) && !Modifier.isFinal(type.getModifiers()));
		factory.addAdvice(new TenantLaunch(this.carrier, this.repository, this::wireJob));
		return factory.getProxy(type.getClassLoader());
	}

	private synchronized void wireJob(Job job) {
		if (job instanceof AbstractJob listening && this.wired.add(job)) {
			listening.registerJobExecutionListener(this.tenant);
			JobParametersIncrementer incrementer = job.getJobParametersIncrementer();
			if (incrementer != null) {
				listening.setJobParametersIncrementer(
						new TenantIncrementer(incrementer, job.getName(), this.carrier, this.repository));
			}
		}
		if (job instanceof AbstractJob steps) {
			steps.getStepNames().forEach((name) -> wireNamed(steps, name));
		}
	}

	private void wireNamed(StepLocator steps, String name) {
		try {
			Step step = steps.getStep(name);
			if (step != null) {
				wireStep(step);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException("The step '" + name + "' cannot be bound to tenants", ex);
		}
	}

	private synchronized void wireStep(Step step) {
		if (step instanceof AbstractStep listening && this.wired.add(step)) {
			listening.registerStepExecutionListener(this.tenant);
			this.threads.carryInto(listening).forEach(this::wireStep);
		}
	}

}
