package io.stratum.isolation.binding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what each tenant's transactions are told, for it is the same every time.
 */
final class Bindings {

	private static final int MOST = 10_000;

	private final BindingOptions options;

	private final @Nullable ActingCaller actor;

	private final Cache<Key, Binding> bindings = Caffeine.newBuilder()
		.maximumSize(MOST)
		.executor(Runnable::run)
		.build();

	Bindings(BindingOptions options, @Nullable ActingCaller actor) {
		this.options = options;
		this.actor = actor;
	}

	Binding of(Tenant tenant, @Nullable String schema) {
		Key key = new Key(tenant.id(), schema);
		Binding binding = this.bindings.getIfPresent(key);
		if (binding == null) {
			binding = Binding.of(tenant.id(), schema, this.options, this.actor);
			this.bindings.put(key, binding);
		}
		return binding;
	}

	/**
	 * All that a binding is made of besides the options.
	 */
	private record Key(TenantId tenant, @Nullable String schema) {

	}

}
