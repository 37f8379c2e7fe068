package io.stratum.tenant;

import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Hears on each thread what is bound there from now on.
 *
 * <p>
 * It is called on the thread itself, after every bind, after every end of a scope and
 * when a binding is carried to another thread or taken off it again.
 */
@FunctionalInterface
public interface BindingListener {

	/**
	 * Tells what is bound now. It must not throw.
	 * @param tenant the tenant, or {@code null} for none
	 * @param caller the caller, or {@code null} if nothing at all is bound
	 */
	void bound(@Nullable Tenant tenant, @Nullable Caller caller);

}
