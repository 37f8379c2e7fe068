package io.stratum.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

import io.stratum.tenant.Tenant;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.event.TransactionalApplicationListenerAdapter;

/**
 * Road 24: listens to an application after commit, here or on an executor.
 */
final class CommitListener implements AutoCloseable {

	private final WiredApplication application;

	private final Executor where;

	private final Callable<Sighting> look;

	private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

	private final TransactionalApplicationListenerAdapter<ApplicationEvent> listener;

	CommitListener(WiredApplication application, Executor where, Callable<Sighting> look) {
		this.application = application;
		this.where = where;
		this.look = look;
		this.listener = new TransactionalApplicationListenerAdapter<>(this::onEvent);
		events().addApplicationListener(this.listener);
	}

	private ConfigurableApplicationContext events() {
		return (ConfigurableApplicationContext) this.application.beans;
	}

	/** Hears of whatever the application publishes; the rest is none of its business. */
	private void onEvent(ApplicationEvent event) {
		if (event instanceof PayloadApplicationEvent<?> payload && payload.getPayload() instanceof Published published
				&& published.to() == this) {
			FutureTask<Sighting> sighting = new FutureTask<>(this.look);
			this.arrivals.add(new Arrival(published.by(), sighting));
			this.where.execute(sighting);
		}
	}

	void publish(Tenant tenant) {
		publish(tenant, () -> {
		});
	}

	/** Publishes in a transaction of a tenant, and does more before it commits. */
	void publish(Tenant tenant, Runnable more) {
		this.application.context.runAs(tenant,
				() -> this.application.acting.transaction().executeWithoutResult((status) -> {
					this.application.beans.publishEvent(new Published(tenant, this));
					more.run();
				}));
	}

	List<Heard> heard() {
		return this.arrivals.stream()
			.map((arrival) -> new Heard(arrival.publisher(), ThreadCrossing.result(arrival.sighting())))
			.toList();
	}

	@Override
	public void close() {
		events().removeApplicationListener(this.listener);
	}

	/**
	 * An event of the contract.
	 */
	private record Published(Tenant by, CommitListener to) {

	}

	private record Arrival(Tenant publisher, FutureTask<Sighting> sighting) {

	}

	/**
	 * What a listener saw.
	 */
	record Heard(Tenant publisher, Sighting sighting) {

	}

}
