package io.stratum.autoconfigure.observe;

import io.stratum.access.Caller;
import io.stratum.tenant.BindingListener;
import io.stratum.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Keeps in the log context of each thread for whom it runs: slugs and ids, never names.
 */
final class LogContext implements BindingListener {

	@Override
	public void bound(@Nullable Tenant tenant, @Nullable Caller caller) {
		put("tenant", (tenant != null) ? tenant.slug() : null);
		put("tenant_path", (tenant != null) ? tenant.path().ltree() : null);
		put("actor", (caller != null) ? caller.id() : null);
		put("subject", (caller != null) ? caller.subjectId() : null);
	}

	private static void put(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, value);
		}
		else {
			MDC.remove(key);
		}
	}

}
