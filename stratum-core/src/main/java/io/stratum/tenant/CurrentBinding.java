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

	static Binding push(@Nullable Tenant tenant, Caller caller) {
		Binding binding = new Binding(tenant, caller, CURRENT.get(), Thread.currentThread());
		CURRENT.set(binding);
		return binding;
	}

	static void restore(@Nullable Binding binding) {
		// To remove it would make the next binding of the thread pay for a new place.
		CURRENT.set(binding);
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

		private Binding(@Nullable Tenant tenant, Caller caller, @Nullable Binding hidden, Thread owner) {
			this.tenant = tenant;
			this.caller = caller;
			this.hidden = hidden;
			this.owner = owner;
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

	}

}
