package io.stratum.isolation.subtree;

import org.jspecify.annotations.Nullable;

/**
 * Work that reads a subtree.
 *
 * @param <T> what it answers
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface SubtreeWork<T extends @Nullable Object, X extends Throwable> {

	/**
	 * Reads.
	 * @return the answer
	 * @throws X if it fails
	 */
	T run() throws X;

}
