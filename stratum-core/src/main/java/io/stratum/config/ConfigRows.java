package io.stratum.config;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.stratum.access.Caller;
import io.stratum.crypto.DataKeys;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of config entries.
 */
final class ConfigRows {

	private static final String LEVELS = """
			select t.path::text as tenant_path, e.*, k.id as data_key, k.wrapped
			from stratum.tenant t
			join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
				and (a.status <> 'archived' or a.id = t.id)
			left join stratum.config_entry e on e.tenant_id = a.id %s
			left join stratum.data_key k on k.owner = e.tenant_id and k.id::text = split_part(e.sealed, '.', 2)
			where t.id = :tenant
			order by nlevel(a.path), e.key
			""";

	private static final String ALL_LEVELS = LEVELS.formatted("");

	private static final String SOME_LEVELS = LEVELS.formatted("and e.key = any (:keys)");

	private final EngineDatabase database;

	private final Journal journal;

	private final DataKeys dataKeys;

	ConfigRows(EngineDatabase database, Journal journal, DataKeys dataKeys) {
		this.database = database;
		this.journal = journal;
		this.dataKeys = dataKeys;
	}

	/**
	 * Reads all that holds for a tenant in one statement, wrapped data keys included.
	 * @return what the levels say, or {@code null} if there is no such tenant
	 */
	@Nullable ConfigLevels load(TenantId tenant) {
		return load(this.database.jdbc().sql(ALL_LEVELS).param("tenant", tenant.value()));
	}

	/**
	 * Reads what holds for some keys of a tenant.
	 */
	@Nullable ConfigLevels load(TenantId tenant, Collection<String> keys) {
		// A statement of its own: with an optional condition the server would plan the
		// common one anew each time.
		return load(this.database.jdbc()
			.sql(SOME_LEVELS)
			.param("tenant", tenant.value())
			.param("keys", keys.toArray(String[]::new)));
	}

	private @Nullable ConfigLevels load(JdbcClient.StatementSpec statement) {
		long moment = this.dataKeys.moment();
		return statement.query((ResultSetExtractor<@Nullable ConfigLevels>) (rows) -> levels(rows, moment));
	}

	/**
	 * Keeps the levels of a tenant as they are until the transaction ends.
	 * @throws CannotAcquireLockException if the tenant was moved just now
	 */
	void lock(Tenant tenant) {
		String present = this.database.jdbc()
			.sql("select stratum.lock_config(?)")
			.param(tenant.path().ids().stream().map(TenantId::value).toArray(UUID[]::new))
			.query(String.class)
			.optional()
			.orElse(null);
		if (!tenant.path().ltree().equals(present)) {
			throw new CannotAcquireLockException("The tenant was moved while it was locked.");
		}
	}

	StoredEntry upsert(TenantId tenant, NewEntry entry, Caller caller) {
		return this.database.jdbc()
			.sql("""
					with past as (
						select coalesce(max(version), 0) as version
						from stratum.config_history
						where tenant_id = :tenant and key = :key
					), stored as (
						insert into stratum.config_entry as e
							(id, tenant_id, key, value, sealed, locked, sensitive, version, created_at, updated_at)
						select :id, :tenant, :key, :value::jsonb, :sealed, :locked, :sensitive, past.version + 1, :now, :now
						from past
						on conflict (tenant_id, key) do update
						set value = excluded.value,
							sealed = excluded.sealed,
							locked = excluded.locked,
							sensitive = excluded.sensitive,
							version = greatest(e.version + 1, excluded.version),
							updated_at = excluded.updated_at
						returning *
					), noted as (
						insert into stratum.config_history
							(tenant_id, key, version, action, value, locked, sensitive, actor_type, actor_id, request_id, at)
						select tenant_id, key, version, 'set', value, locked, sensitive, :actor_type, :actor, :request, :now
						from stored
					)
					select *
					from stored
					""")
			.param("id", Journal.newId())
			.param("tenant", tenant.value())
			.param("key", entry.key())
			.param("value", entry.json(), Types.VARCHAR)
			.param("sealed", entry.sealed(), Types.VARCHAR)
			.param("locked", entry.locked())
			.param("sensitive", entry.sensitive())
			.param("actor_type", caller.type().wireName())
			.param("actor", caller.id(), Types.VARCHAR)
			.param("request", caller.requestId(), Types.VARCHAR)
			.param("now", this.journal.now().atOffset(ZoneOffset.UTC))
			.query((row, index) -> entry(row))
			.single();
	}

	void delete(StoredEntry entry, Caller caller) {
		this.database.jdbc()
			.sql("""
					with gone as (
						delete from stratum.config_entry
						where id = :id
						returning *
					)
					insert into stratum.config_history
						(tenant_id, key, version, action, locked, sensitive, actor_type, actor_id, request_id, at)
					select tenant_id, key, version + 1, 'delete', locked, sensitive, :actor_type, :actor, :request, :now
					from gone
					""")
			.param("id", entry.id())
			.param("actor_type", caller.type().wireName())
			.param("actor", caller.id(), Types.VARCHAR)
			.param("request", caller.requestId(), Types.VARCHAR)
			.param("now", this.journal.now().atOffset(ZoneOffset.UTC))
			.update();
	}

	/**
	 * Takes former values of a key out of its history, because it is secret from now on.
	 */
	void maskHistory(TenantId tenant, String key) {
		this.database.jdbc().sql("""
				update stratum.config_history
				set value = null, sensitive = true
				where tenant_id = ? and key = ? and not sensitive
				""").params(tenant.value(), key).update();
	}

	Optional<StoredEntry> find(TenantId tenant, String key) {
		return this.database.jdbc()
			.sql("select * from stratum.config_entry where tenant_id = ? and key = ?")
			.params(tenant.value(), key)
			.query((row, index) -> entry(row))
			.optional();
	}

	List<TenantId> children(TenantId tenant) {
		return this.database.jdbc().sql("""
				select id
				from stratum.tenant
				where parent_id = ? and status <> 'archived'
				order by sort_order, id
				""").param(tenant.value()).query((row, index) -> new TenantId(row.getObject(1, UUID.class))).list();
	}

	private @Nullable ConfigLevels levels(ResultSet rows, long moment) throws SQLException {
		TenantPath path = null;
		List<StoredEntry> entries = new ArrayList<>();
		while (rows.next()) {
			path = (path != null) ? path : TenantPath.ofLtree(rows.getString("tenant_path"));
			if (rows.getString("key") != null) {
				StoredEntry entry = entry(rows);
				entries.add(entry);
				offer(rows, entry, moment);
			}
		}
		return (path != null) ? ConfigLevels.of(path, entries) : null;
	}

	private void offer(ResultSet row, StoredEntry entry, long moment) throws SQLException {
		UUID key = row.getObject("data_key", UUID.class);
		if (key != null) {
			this.dataKeys.offer(moment, key, entry.tenant(), row.getString("wrapped"));
		}
	}

	static StoredEntry entry(ResultSet row) throws SQLException {
		return new StoredEntry(row.getObject("id", UUID.class), new TenantId(row.getObject("tenant_id", UUID.class)),
				row.getString("key"), row.getString("value"), row.getString("sealed"), row.getBoolean("locked"),
				row.getBoolean("sensitive"), row.getLong("version"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	/**
	 * What is about to be stored: the value either in clear or sealed.
	 */
	record NewEntry(String key, @Nullable String json, @Nullable String sealed, boolean locked, boolean sensitive) {

		@Override
		public String toString() {
			return "NewEntry[" + this.key + "]";
		}

	}

}
