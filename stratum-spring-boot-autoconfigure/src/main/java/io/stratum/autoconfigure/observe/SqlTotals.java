package io.stratum.autoconfigure.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.stratum.isolation.jdbc.StatementTimer;
import io.stratum.tenant.Tenant;

/**
 * Adds up statements of tenants until somebody takes the sums, so that a statement waits
 * for no other.
 */
final class SqlTotals implements StatementTimer {

	private final ConcurrentHashMap<String, Sums> tenants = new ConcurrentHashMap<>();

	@Override
	public void sent(Tenant tenant, long nanos) {
		Sums sums = this.tenants.get(tenant.slug());
		if (sums == null) {
			sums = this.tenants.computeIfAbsent(tenant.slug(), (slug) -> new Sums(new LongAdder(), new LongAdder()));
		}
		sums.statements.increment();
		sums.nanos.add(nanos);
	}

	/**
	 * Returns what came together since it was last asked.
	 * @return sums of tenants with at least one statement
	 */
	List<Total> take() {
		List<Total> totals = new ArrayList<>();
		for (String slug : List.copyOf(this.tenants.keySet())) {
			this.tenants.computeIfPresent(slug, (key, sums) -> {
				Total total = new Total(slug, sums.statements.sumThenReset(), sums.nanos.sumThenReset());
				if (total.statements > 0) {
					totals.add(total);
				}
				// Whoever has just found it still counts there until the next look.
				return (total.statements > 0) ? sums : null;
			});
		}
		return totals;
	}

	/**
	 * Statements of one tenant.
	 *
	 * @param tenant its slug
	 * @param statements how many
	 * @param nanos nanoseconds that they took together
	 */
	record Total(String tenant, long statements, long nanos) {

	}

	private record Sums(LongAdder statements, LongAdder nanos) {

	}

}
