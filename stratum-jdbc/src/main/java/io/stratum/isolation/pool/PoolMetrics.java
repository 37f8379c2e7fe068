package io.stratum.isolation.pool;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Shows the figures of the pools as {@code stratum.pool.*}, by server and never by
 * tenant.
 */
public final class PoolMetrics implements MeterBinder {

	private final TenantPools pools;

	private final Set<String> servers;

	/**
	 * Creates the metrics.
	 * @param pools the pools of all tenants
	 * @param servers names of the servers, each of which gets its meters
	 */
	public PoolMetrics(TenantPools pools, Collection<String> servers) {
		this.pools = pools;
		this.servers = Set.copyOf(servers);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.servers.forEach((server) -> bindTo(registry, server));
	}

	private void bindTo(MeterRegistry registry, String server) {
		gauge(registry, server, "open", "Connections that are open or being opened.", PoolFigures::open);
		gauge(registry, server, "busy", "Connections that are lent.", PoolFigures::busy);
		gauge(registry, server, "waiting", "Requests that wait for a connection.", PoolFigures::waiting);
		counter(registry, server, "created", "Connections opened.", PoolFigures::created);
		counter(registry, server, "failed", "Attempts to open a connection that failed.", PoolFigures::failed);
		counter(registry, server, "evicted", "Connections closed to make room or for being idle.",
				PoolFigures::evicted);
		TimeGauge
			.builder("stratum.pool.creation", this.pools, TimeUnit.NANOSECONDS,
					(pools) -> value(server, (figures) -> figures.creationTime().toNanos()))
			.description("Time spent opening connections since the start.")
			.tag("server", server)
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String server, String name, String description,
			ToDoubleFunction<PoolFigures> figure) {
		Gauge.builder("stratum.pool." + name, this.pools, (pools) -> value(server, figure))
			.description(description)
			.tag("server", server)
			.register(registry);
	}

	private void counter(MeterRegistry registry, String server, String name, String description,
			ToDoubleFunction<PoolFigures> figure) {
		FunctionCounter.builder("stratum.pool." + name, this.pools, (pools) -> value(server, figure))
			.description(description)
			.tag("server", server)
			.register(registry);
	}

	private double value(String server, ToDoubleFunction<PoolFigures> figure) {
		Optional<PoolFigures> figures = this.pools.figures()
			.stream()
			.filter((each) -> each.server().equals(server))
			.findFirst();
		return figures.isPresent() ? figure.applyAsDouble(figures.get()) : 0;
	}

}
