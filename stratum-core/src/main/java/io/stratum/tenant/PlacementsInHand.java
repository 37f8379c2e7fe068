package io.stratum.tenant;

import java.util.ArrayList;
import java.util.List;

import io.stratum.engine.EngineDatabase;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The places made for tenants about to be created, given back when that is over.
 */
final class PlacementsInHand implements AutoCloseable {

	private final PlacementAllocator allocator;

	private final EngineDatabase database;

	private final List<PreparedPlacement> placements = new ArrayList<>();

	PlacementsInHand(PlacementAllocator allocator, EngineDatabase database) {
		this.allocator = allocator;
		this.database = database;
	}

	void prepare(NewTenant description) {
		this.placements.add(this.allocator.prepare(description, description.strategyOrDefault()));
	}

	PreparedPlacement get(int index) {
		return this.placements.get(index);
	}

	/**
	 * Gives the places back; inside other work of the engine only when its transaction is
	 * over, for until then nobody knows whether a claim holds.
	 */
	@Override
	public void close() {
		if (!this.database.isWriting()) {
			giveBack();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				giveBack();
			}

		});
	}

	private void giveBack() {
		RuntimeException failure = null;
		for (PreparedPlacement placement : this.placements) {
			try {
				placement.close();
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
