package io.stratum.config;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

import io.stratum.InvalidInputException;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The versions a key had.
 */
final class ConfigHistory {

	private static final int MAX_LIMIT = 1000;

	private final EngineDatabase database;

	private final ConfigKeys keys;

	ConfigHistory(EngineDatabase database, ConfigKeys keys) {
		this.database = database;
		this.keys = keys;
	}

	List<ConfigVersion> of(TenantId tenant, String key, int limit, @Nullable Long before) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw InvalidInputException.of("limit", "The limit is between 1 and 1000.", "range");
		}
		return this.database.jdbc()
			.sql("""
					select *
					from stratum.config_history
					where tenant_id = ? and key = ? and version < ?
					order by version desc
					limit ?
					""")
			.params(tenant.value(), key, (before != null) ? before : Long.MAX_VALUE, limit)
			.query((row, index) -> version(row, key))
			.list();
	}

	private ConfigVersion version(ResultSet row, String key) throws SQLException {
		String json = row.getString("value");
		boolean masked = row.getBoolean("sensitive") || this.keys.isSensitive(key);
		return new ConfigVersion(row.getLong("version"), row.getString("action"),
				(json != null && !masked) ? JsonValues.read(json) : null, row.getBoolean("locked"), masked, masked,
				row.getString("actor_type"), row.getString("actor_id"),
				row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("request_id"));
	}

}
