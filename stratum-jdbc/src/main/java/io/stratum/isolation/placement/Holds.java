package io.stratum.isolation.placement;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What this node works on, so that others keep away while it lives.
 */
final class Holds {

	private final Set<UUID> holders = ConcurrentHashMap.newKeySet();

	private final PlacementRecords records;

	Holds(PlacementRecords records) {
		this.records = records;
	}

	UUID take() {
		UUID holder = UUID.randomUUID();
		this.holders.add(holder);
		return holder;
	}

	void release(UUID holder) {
		this.holders.remove(holder);
	}

	<T extends @Nullable Object> T with(Function<UUID, T> work) {
		UUID holder = take();
		try {
			return work.apply(holder);
		}
		finally {
			release(holder);
		}
	}

	void renew() {
		this.records.renew(this.holders);
	}

}
