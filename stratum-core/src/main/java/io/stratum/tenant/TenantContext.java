package io.stratum.tenant;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

import io.stratum.access.Caller;
import io.stratum.tenant.CurrentBinding.Binding;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows for which tenant, and on whose behalf, the running code acts.
 *
 * <p>
 * Having no tenant is a state of its own: such code sees no rows of any tenant. A binding
 * belongs to the thread that opened it and ends with its scope, which restores what was
 * bound before.
 *
 * <pre>{@code
 * try (var scope = context.bind(acme)) {
 *     orders.findAll(); // acme's
 * }
 * }</pre>
 *
 * <p>
 * <b>Guarantees.</b> Inside a transaction of one tenant no other tenant can be bound.
 * Threads inherit nothing: a new thread has no tenant until somebody binds or carries
 * one.
 */
public final class TenantContext {

	private final TransactionSuspension suspension;

	private final @Nullable BindingListener listener;

	/**
	 * Creates a context that cannot leave a running transaction.
	 */
	public TenantContext() {
		this(TransactionSuspension.NONE);
	}

	/**
	 * Creates a context.
	 * @param suspension how {@link #callAs} steps out of a running transaction
	 */
	public TenantContext(TransactionSuspension suspension) {
		this(suspension, null);
	}

	/**
	 * Creates a context that tells what is bound.
	 * @param suspension how {@link #callAs} steps out of a running transaction
	 * @param listener who hears what is bound on each thread, or {@code null} for nobody
	 */
	public TenantContext(TransactionSuspension suspension, @Nullable BindingListener listener) {
		this.suspension = suspension;
		this.listener = listener;
	}

	/**
	 * Returns the bound tenant, if there is one.
	 * @return the tenant, or empty
	 */
	public Optional<Tenant> current() {
		Binding binding = CurrentBinding.get();
		return (binding != null) ? Optional.ofNullable(binding.tenant) : Optional.empty();
	}

	/**
	 * Returns the bound tenant where code cannot do without.
	 * @return the tenant
	 * @throws TenantNotBoundException if there is none
	 */
	public Tenant required() {
		Binding binding = CurrentBinding.get();
		if (binding == null || binding.tenant == null) {
			throw new TenantNotBoundException();
		}
		return binding.tenant;
	}

	/**
	 * Returns on whose behalf the running code acts.
	 * @return the caller; {@link Caller#SYSTEM} if none is bound
	 */
	public Caller caller() {
		Binding binding = CurrentBinding.get();
		return (binding != null) ? binding.caller : Caller.SYSTEM;
	}

	/**
	 * Makes a tenant the one that the running code acts for.
	 * @param tenant the tenant
	 * @return the scope to close, on this thread and in order
	 * @throws TenantSwitchedException if a transaction of another tenant is open here
	 */
	public Scope bind(Tenant tenant) {
		return bind(tenant, caller());
	}

	/**
	 * Makes a tenant and a caller those that the running code acts for.
	 * @param tenant the tenant, or {@code null} for none
	 * @param caller the caller
	 * @return the scope to close, on this thread and in order
	 * @throws TenantSwitchedException if a transaction of another tenant is open here
	 */
	public Scope bind(@Nullable Tenant tenant, Caller caller) {
		Binding current = CurrentBinding.get();
		Tenant bound = (current != null) ? current.tenant : null;
		if (bound != null && TransactionSynchronizationManager.isActualTransactionActive()
				&& (tenant == null || !bound.id().equals(tenant.id()))) {
			throw new TenantSwitchedException(bound.id(), (tenant != null) ? tenant.id() : null);
		}
		return CurrentBinding.push(tenant, caller, this.listener);
	}

	/**
	 * Runs work for a tenant, outside any transaction that is open here.
	 * <p>
	 * An open transaction is suspended while the work runs and goes on afterwards.
	 * @param tenant the tenant
	 * @param work what to do
	 * @param <T> what it answers
	 * @return its answer
	 * @throws Exception what the work throws
	 */
	public <T extends @Nullable Object> T callAs(Tenant tenant, Callable<T> work) throws Exception {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			try (Scope scope = bind(tenant)) {
				return work.call();
			}
		}
		return this.suspension.callOutside(() -> {
			try (Scope scope = bind(tenant)) {
				return work.call();
			}
		});
	}

	/**
	 * Runs work for a tenant, outside any transaction that is open here.
	 * @param tenant the tenant
	 * @param work what to do
	 * @see #callAs
	 */
	public void runAs(Tenant tenant, Runnable work) {
		try {
			callAs(tenant, () -> {
				work.run();
				return Boolean.TRUE;
			});
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Takes what is bound now along to wherever the work runs.
	 * @param work what to do later, perhaps on another thread
	 * @return the work, which binds the same tenant and caller while it runs
	 */
	public Runnable wrap(Runnable work) {
		Binding carried = CurrentBinding.get();
		return () -> {
			try (Scope scope = rebind(carried)) {
				work.run();
			}
		};
	}

	/**
	 * Takes what is bound now along to wherever the work runs.
	 * @param work what to do later, perhaps on another thread
	 * @param <T> what it answers
	 * @return the work, which binds the same tenant and caller while it runs
	 */
	public <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
		Binding carried = CurrentBinding.get();
		return () -> {
			try (Scope scope = rebind(carried)) {
				return work.call();
			}
		};
	}

	/**
	 * Makes an executor carry what is bound where work is handed in.
	 * @param executor where the work runs
	 * @return an executor that wraps each piece of work
	 */
	public Executor wrap(Executor executor) {
		return (work) -> executor.execute(wrap(work));
	}

	private Scope rebind(@Nullable Binding carried) {
		return (carried != null) ? bind(carried.tenant, carried.caller) : bind(null, Caller.SYSTEM);
	}

	@Override
	public String toString() {
		return "TenantContext[" + current().map((tenant) -> Objects.toString(tenant.id())).orElse("unbound") + "]";
	}

	/**
	 * A binding that ends when it is closed.
	 */
	public interface Scope extends AutoCloseable {

		/**
		 * Restores what was bound before.
		 * @throws IllegalStateException on another thread, twice or out of order
		 */
		@Override
		void close();

	}

}
