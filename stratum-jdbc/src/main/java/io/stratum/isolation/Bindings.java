package io.stratum.isolation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;

/**
 * Remembers what each tenant's transactions are told, for it is the same every time.
 */
final class Bindings {

	private static final int MOST = 10_000;

	private final BindingOptions options;

	private final Cache<Key, Binding> bindings = Caffeine.newBuilder()
		.maximumSize(MOST)
		.executor(Runnable::run)
		.build();

	Bindings(BindingOptions options) {
		this.options = options;
	}

	Binding of(Tenant tenant, Placement placement) {
		Key key = new Key(tenant.id(), placement);
		Binding binding = this.bindings.getIfPresent(key);
		if (binding == null) {
			binding = Binding.of(tenant, placement, this.options);
			this.bindings.put(key, binding);
		}
		return binding;
	}

	/**
	 * All that a binding is made of besides the options.
	 */
	private record Key(TenantId tenant, Placement placement) {

	}

}
