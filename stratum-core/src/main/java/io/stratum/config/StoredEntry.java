package io.stratum.config;

import java.time.Instant;
import java.util.UUID;

import io.stratum.crypto.AssociatedData;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the table: its value either in clear or sealed.
 */
record StoredEntry(UUID id, TenantId tenant, String key, @Nullable String json, @Nullable String sealed, boolean locked,
		boolean sensitive, long version, Instant createdAt, Instant updatedAt) {

	static final String PURPOSE = "config";

	AssociatedData place() {
		return AssociatedData.of(this.tenant, PURPOSE, this.key);
	}

	/**
	 * Returns the value in clear, or {@code null} for a sealed one.
	 */
	@Nullable Object value() {
		return (this.json != null) ? JsonValues.read(this.json) : null;
	}

	/**
	 * Tells whether the value must not be shown.
	 */
	boolean isMasked(ConfigKeys keys) {
		return this.sensitive || keys.isSensitive(this.key);
	}

	ConfigEntry shown(ConfigKeys keys) {
		boolean masked = isMasked(keys);
		return new ConfigEntry(this.id, this.tenant, this.key, masked ? null : value(), this.locked, masked, masked,
				this.version, this.createdAt, this.updatedAt);
	}

	@Override
	public String toString() {
		return "StoredEntry[" + this.tenant + ", " + this.key + "]";
	}

}
