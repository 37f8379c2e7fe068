package io.stratum.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.stratum.access.Caller;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.ExactJson;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The rows of refusals whose minute is not over yet.
 */
final class DenialRows {

	private final EngineDatabase database;

	DenialRows(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Lets one node at a time count, so that none adds to a minute that is written
	 * already.
	 */
	void lock() {
		this.database.jdbc()
			.sql("select pg_advisory_xact_lock(hashtext('stratum.access.denied'))::text")
			.query()
			.singleRow();
	}

	void add(Map<Denial, Long> counted) {
		if (counted.isEmpty()) {
			return;
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		counted.forEach((denial, count) -> rows.add(row(denial, count)));
		this.database.jdbc().sql("""
				insert into stratum.access_denial as d (minute, credential, route, tenant_id, actor_type, actor_id,
					source_ip, reason, denied)
				select date_trunc('minute', clock_timestamp()), r.credential, r.route, r.tenant_id, r.actor_type,
					r.actor_id, r.source_ip, r.reason, r.denied
				from jsonb_to_recordset(?::jsonb) as r (credential text, route text, tenant_id uuid, actor_type text,
					actor_id text, source_ip text, reason text, denied bigint)
				on conflict (minute, credential, route) do update
				set denied = d.denied + excluded.denied
				""").param(Json.write(ExactJson.of(rows))).update();
	}

	/**
	 * Takes away the minutes that are over. A tenant that was purged has no chain any
	 * more.
	 */
	List<Minute> takeOver() {
		return this.database.jdbc().sql("""
				delete from stratum.access_denial d
				where d.minute < date_trunc('minute', clock_timestamp())
				returning d.*, (select t.id from stratum.tenant t where t.id = d.tenant_id) as present_tenant
				""").query((row, index) -> minute(row)).list();
	}

	private static Map<String, @Nullable Object> row(Denial denial, long count) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("credential", denial.credential());
		row.put("route", denial.route());
		row.put("tenant_id", (denial.tenant() != null) ? denial.tenant().toString() : null);
		row.put("actor_type", denial.type().wireName());
		row.put("actor_id", denial.actor());
		row.put("source_ip", denial.sourceIp());
		row.put("reason", denial.reason());
		row.put("denied", count);
		return row;
	}

	private static Minute minute(ResultSet row) throws SQLException {
		UUID tenant = row.getObject("present_tenant", UUID.class);
		Denial denial = new Denial(Caller.Type.valueOf(row.getString("actor_type").toUpperCase(Locale.ROOT)),
				row.getString("actor_id"), (tenant != null) ? new TenantId(tenant) : null, row.getString("route"),
				row.getString("reason"), row.getString("source_ip"));
		return new Minute(row.getObject("minute", OffsetDateTime.class).toInstant(), denial, row.getLong("denied"));
	}

	/**
	 * Refusals of one minute.
	 *
	 * @param start when it began
	 * @param denial what was refused to whom
	 * @param count how often
	 */
	record Minute(Instant start, Denial denial, long count) {

	}

}
