package io.stratum.autoconfigure.observe;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every few seconds what the statements of the busiest tenants took, and those of
 * all others together.
 */
final class SqlMeters implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SqlMeters.class);

	private static final Duration PERIOD = Duration.ofSeconds(5);

	private static final String STATEMENTS = "stratum.sql";

	private static final String TIME = "stratum.sql.time";

	private static final String TENANT = "tenant";

	private final SqlTotals totals;

	private final MeterRegistry registry;

	private final BusiestTenants busiest;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "stratum-sql-meters");
		thread.setDaemon(true);
		return thread;
	});

	SqlMeters(SqlTotals totals, MeterRegistry registry, int most) {
		this.totals = totals;
		this.registry = registry;
		this.busiest = new BusiestTenants(most, this::forget);
	}

	void start() {
		this.clock.scheduleWithFixedDelay(this::publishQuietly, PERIOD.toMillis(), PERIOD.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	synchronized void publish() {
		for (SqlTotals.Total total : this.totals.take()) {
			String name = this.busiest.count(total.tenant(), total.statements());
			counter(STATEMENTS, "Statements by tenant; those of tenants that are not among the busiest together", name)
				.increment(total.statements());
			counter(TIME, "Seconds that these statements took", name).increment(total.nanos() / 1e9);
		}
	}

	private Counter counter(String meter, String description, String tenant) {
		return Counter.builder(meter).description(description).tag(TENANT, tenant).register(this.registry);
	}

	private void forget(String tenant) {
		this.registry.find(STATEMENTS).tag(TENANT, tenant).meters().forEach(this.registry::remove);
		this.registry.find(TIME).tag(TENANT, tenant).meters().forEach(this.registry::remove);
	}

	// A task that throws is not repeated.
	private void publishQuietly() {
		try {
			publish();
		}
		catch (RuntimeException ex) {
			logger.warn("Meters of statements could not be told", ex);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		publishQuietly();
	}

}
