package io.stratum.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.stratum.ErrorCode;
import io.stratum.Issue;
import io.stratum.StratumException;
import io.stratum.tenant.TenantId;
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

	static StratumException invalid(String key, @Nullable EffectiveValue value, Issue issue) {
		TenantId source = (value != null) ? value.source() : null;
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("key", (value != null) ? value.key() : key);
		details.put("rule", issue.code());
		if (source != null) {
			details.put("source_tenant_id", source.toString());
		}
		return new StratumException(ErrorCode.CONFIG_TYPE_MISMATCH, "Config key '" + details.get("key") + "' "
				+ origin(value, source) + " breaks a rule of '" + key + "': " + issue.message() + ".", details);
	}

	private static String origin(@Nullable EffectiveValue value, @Nullable TenantId source) {
		if (source != null) {
			return "set by tenant '" + source + "'";
		}
		return (value != null) ? "set by its declaration" : "that nobody sets";
	}

	static StratumException stale(String key, long present) {
		return new StratumException(ErrorCode.PRECONDITION_FAILED,
				"Config key '" + key + "' was changed since it was read. Read it again.",
				Map.of("key", key, "version", present));
	}

}
