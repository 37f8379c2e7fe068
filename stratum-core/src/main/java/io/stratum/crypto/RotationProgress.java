package io.stratum.crypto;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How far a rotation has come.
 *
 * @param id its identity
 * @param level what it changes
 * @param tenant whose keys it changes, or {@code null} for all
 * @param done whether nothing is left to do
 * @param keys number of data keys wrapped again or replaced
 * @param values number of values sealed again, by {@link SealedColumn#name}
 * @param failed number of values that did not open and were left as they are
 * @param startedAt when it was ordered
 * @param finishedAt when it was done, or {@code null} while it is not
 */
public record RotationProgress(UUID id, RotationLevel level, @Nullable TenantId tenant, boolean done, long keys,
		Map<String, Long> values, long failed, Instant startedAt, @Nullable Instant finishedAt) {

	/**
	 * Keeps a copy of the counts.
	 */
	public RotationProgress {
		values = Map.copyOf(values);
	}

	/**
	 * Returns how many values of a column were sealed again.
	 * @param column its {@link SealedColumn#name}
	 * @return the number, 0 if there were none
	 */
	public long values(String column) {
		return this.values.getOrDefault(column, 0L);
	}

}
