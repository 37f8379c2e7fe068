package io.stratum.tenant;

import java.util.function.Consumer;

import io.stratum.tenant.CurrentBinding.Binding;
import org.jspecify.annotations.Nullable;

/**
 * Keeps work from leaving a tenant bound on the thread that ran it.
 *
 * <p>
 * <b>Guarantees.</b> After the work, and after its failure, the thread is bound as it was
 * before, so the next work on it never runs for a tenant that nobody chose.
 */
public final class ThreadFence {

	private final Consumer<String> leaks;

	/**
	 * Creates a fence.
	 * @param leaks hears the name of a thread on which work left something bound, after
	 * it was put right; may throw
	 */
	public ThreadFence(Consumer<String> leaks) {
		this.leaks = leaks;
	}

	/**
	 * Puts the fence around work.
	 * @param work what is to run, perhaps on another thread
	 * @return the work inside the fence
	 */
	public Runnable around(Runnable work) {
		return () -> {
			Binding before = CurrentBinding.get();
			try {
				work.run();
			}
			finally {
				restore(before);
			}
		};
	}

	private void restore(@Nullable Binding before) {
		if (CurrentBinding.get() != before) {
			CurrentBinding.restore(before);
			this.leaks.accept(Thread.currentThread().getName());
		}
	}

}
