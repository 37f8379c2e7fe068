package io.stratum.autoconfigure.observe;

import java.util.function.Function;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds the tenant to observations, as a value that never becomes a label of a metric.
 *
 * <p>
 * The observation of a request ends after its tenant was unbound, so it is asked of the
 * request itself.
 */
final class TenantObservationFilter implements ObservationFilter {

	private final TenantContext context;

	private final Function<Observation.Context, @Nullable For> requests;

	TenantObservationFilter(TenantContext context, Function<Observation.Context, @Nullable For> requests) {
		this.context = context;
		this.requests = requests;
	}

	@Override
	public Observation.Context map(Observation.Context observed) {
		For ran = this.requests.apply(observed);
		if (ran == null) {
			ran = new For(this.context.current().orElse(null), this.context.caller());
		}
		add(observed, "stratum.tenant.id", (ran.tenant() != null) ? ran.tenant().id().toString() : null);
		add(observed, "stratum.subject.id", ran.caller().subjectId());
		return observed;
	}

	private static void add(Observation.Context observed, String key, @Nullable String value) {
		if (value != null) {
			observed.addHighCardinalityKeyValue(KeyValue.of(key, value));
		}
	}

	/**
	 * For whom something ran.
	 */
	record For(@Nullable Tenant tenant, Caller caller) {

	}

}
