package io.stratum.isolation.subtree;

import io.stratum.isolation.SubtreeRead;

/**
 * Prepares what reads a subtree, such as a session of JPA.
 */
@FunctionalInterface
public interface SubtreeReadPreparation {

	/**
	 * Called when the transaction of a read has begun, before its work.
	 * @param read the read
	 */
	void prepare(SubtreeRead read);

}
