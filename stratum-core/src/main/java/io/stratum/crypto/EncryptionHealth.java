package io.stratum.crypto;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * State of the keys, for health checks.
 *
 * @param dataKeys number of data keys
 * @param wrappedByFormerKey number of those that a rotation of the key-encryption key has
 * still to wrap
 * @param oldestKeyInUse when the oldest data key in use was made, or {@code null} if
 * there is none
 * @param unwrapFailures how often since start no key-encryption key opened a data key
 * @param unfinished rotations that are not done
 */
public record EncryptionHealth(long dataKeys, long wrappedByFormerKey, @Nullable Instant oldestKeyInUse,
		long unwrapFailures, List<RotationProgress> unfinished) {

	/**
	 * Keeps a copy of the list.
	 */
	public EncryptionHealth {
		unfinished = List.copyOf(unfinished);
	}

}
