package io.stratum.tenant;

import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What is bound to the running thread. The only class that touches a {@link ThreadLocal}.
 */
final class CurrentBinding {

	private static final ThreadLocal<@Nullable Binding> CURRENT = new ThreadLocal<>();

	private CurrentBinding() {
	}

	static @Nullable Binding get() {
		return CURRENT.get();
	}

	static Binding push(@Nullable Tenant tenant, Caller caller, @Nullable BindingListener listener) {
		Binding binding = new Binding(tenant, caller, CURRENT.get(), Thread.currentThread(), listener);
		CURRENT.set(binding);
		binding.tell();
		return binding;
	}

	/**
	 * Binds what another thread had bound; whoever carries it takes it off by
	 * {@link #restore}.
	 */
	static void carry(Binding carried) {
		push(carried.tenant, carried.caller, carried.listener);
	}

	static void restore(@Nullable Binding binding) {
		Binding ended = CURRENT.get();
		// To remove it would make the next binding of the thread pay for a new place.
		CURRENT.set(binding);
		if (ended != null && ended != binding) {
			ended.tellEnd(binding);
		}
	}

	/**
	 * One binding, which remembers what it hides; it is its own scope, so that binding
	 * costs one object.
	 */
	static final class Binding implements TenantContext.Scope {

		final @Nullable Tenant tenant;

		final Caller caller;

		private final @Nullable Binding hidden;

		private final Thread owner;

		private final @Nullable BindingListener listener;

		private Binding(@Nullable Tenant tenant, Caller caller, @Nullable Binding hidden, Thread owner,
				@Nullable BindingListener listener) {
			this.tenant = tenant;
			this.caller = caller;
			this.hidden = hidden;
			this.owner = owner;
			this.listener = listener;
		}

		@Override
		public void close() {
			if (Thread.currentThread() != this.owner) {
				throw new IllegalStateException("A tenant scope was closed on thread '"
						+ Thread.currentThread().getName() + "' but opened on '" + this.owner.getName()
						+ "'. Close it where it was opened, or carry the tenant with TenantContext.wrap.");
			}
			if (CurrentBinding.get() != this) {
				throw new IllegalStateException(
						"A tenant scope was closed twice or out of order. Open it in a try-with-resources statement.");
			}
			restore(this.hidden);
		}

		private void tell() {
			if (this.listener != null) {
				this.listener.bound(this.tenant, this.caller);
			}
		}

		private void tellEnd(@Nullable Binding now) {
			if (this.listener != null) {
				this.listener.bound((now != null) ? now.tenant : null, (now != null) ? now.caller : null);
			}
		}

	}

}
