package io.stratum.tenant;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry the binding between threads.
 *
 * <p>
 * It is found by the service loader, so executors of Spring Boot, Reactor and
 * {@code ContextExecutorService} carry the tenant without being told to.
 */
public final class TenantThreadLocalAccessor implements ThreadLocalAccessor<Object> {

	/** Key of the binding among other carried values. */
	public static final String KEY = "stratum.tenant";

	/**
	 * Creates an accessor, for the service loader.
	 */
	public TenantThreadLocalAccessor() {
	}

	@Override
	public Object key() {
		return KEY;
	}

	/**
	 * Returns the binding of the thread that hands work over.
	 */
	@Override
	public @Nullable Object getValue() {
		return CurrentBinding.get();
	}

	/**
	 * Binds on the thread that takes work over what the other had bound.
	 */
	@Override
	public void setValue(Object value) {
		CurrentBinding.carry((CurrentBinding.Binding) value);
	}

	/**
	 * Unbinds where the other thread had nothing bound.
	 */
	@Override
	public void setValue() {
		CurrentBinding.restore(null);
	}

	/**
	 * Puts back what was bound before the work.
	 */
	@Override
	public void restore(Object previousValue) {
		CurrentBinding.restore((CurrentBinding.Binding) previousValue);
	}

	/**
	 * Leaves the thread with nothing bound, as it was before the work.
	 */
	@Override
	public void restore() {
		CurrentBinding.restore(null);
	}

}
