package io.stratum.config;

import java.util.Map;
import java.util.Objects;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * Reasons why a key is not stored, deleted or shown.
 */
final class ConfigDenial {

	private ConfigDenial() {
	}

	static StratumException locked(String key, StoredEntry lock) {
		return new StratumException(ErrorCode.CONFIG_LOCKED, "Key '" + key + "' is locked by an ancestor.",
				Map.of("key", key, "source_tenant_id", lock.tenant().toString()));
	}

	static StratumException beyond(String key, StoredEntry source, @Nullable Object bound) {
		return new StratumException(ErrorCode.CONFIG_BOUND_EXCEEDED,
				"The value of key '" + key + "' goes beyond what an ancestor allows.", Map.of("key", key,
						"source_tenant_id", source.tenant().toString(), "bound", Objects.requireNonNull(bound)));
	}

	static StratumException notFound(String key) {
		return new StratumException(ErrorCode.CONFIG_NOT_FOUND, "Config key '" + key + "' is not set.",
				Map.of("key", key));
	}

	static StratumException stale(String key, long present) {
		return new StratumException(ErrorCode.PRECONDITION_FAILED,
				"Config key '" + key + "' was changed since it was read. Read it again.",
				Map.of("key", key, "version", present));
	}

}
