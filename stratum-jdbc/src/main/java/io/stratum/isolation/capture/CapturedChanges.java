package io.stratum.isolation.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.stratum.engine.CanonicalJson;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import io.stratum.isolation.Placement;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.tenant.IsolationStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings what was noted in databases of tenants into the audit log.
 *
 * <p>
 * <b>Guarantees.</b> An entry is removed from where it was noted only after it stands in
 * its chain, and enters the chain once, however often and by however many nodes it is
 * brought over. Until then it cannot be lost, for it committed with the change.
 */
public final class CapturedChanges {

	private static final int BATCH = 500;

	/** Advisory lock of the engine, for all who bring entries over. */
	private static final long TURN = 0x7374726361707475L;

	private static final String NOTED = """
			select id, entry::text as entry
			from stratum.captured
			order by id
			limit %d
			""".formatted(BATCH);

	private static final String APPEND = """
			select stratum.append_audit(value)
			from (
				select value
				from jsonb_array_elements(?::jsonb) with ordinality
				order by value ->> 'tenant_id', ordinality
			) sorted
			""";

	private final EngineDatabase engine;

	private final OwnerServers servers;

	/**
	 * Creates the way over.
	 * @param engine where the audit log is
	 * @param servers the servers of tenants' databases
	 */
	public CapturedChanges(EngineDatabase engine, OwnerServers servers) {
		this.engine = engine;
		this.servers = servers;
	}

	/**
	 * Returns all databases of tenants.
	 * @return their places as recorded
	 */
	public List<Placement> places() {
		return this.engine.jdbc()
			.sql("""
					select server, database, revision
					from stratum.placement
					where database is not null and tenant_id is not null
					order by id
					""")
			.query((row, number) -> new Placement(IsolationStrategy.DATABASE, row.getString("server"),
					row.getString("database"), null, row.getLong("revision")))
			.list();
	}

	/**
	 * Brings over what is noted in one place.
	 * @param place a database of its own
	 * @return number of entries that were noted there
	 * @throws TenantUnavailableException if its server is unknown or out of reach; what
	 * was not brought over stays noted
	 */
	public int bringOver(Placement place) {
		try (Connection connection = owner(place)) {
			JdbcClient noted = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			int all = 0;
			for (int some = BATCH; some == BATCH; all += some) {
				some = bringSome(noted);
			}
			return all;
		}
		catch (SQLException ex) {
			throw new TenantUnavailableException(ex);
		}
	}

	private int bringSome(JdbcClient noted) {
		Map<Long, Map<String, @Nullable Object>> entries = new LinkedHashMap<>();
		noted.sql(NOTED).query((row) -> {
			entries.put(row.getLong("id"), Json.readObject(row.getString("entry")));
		});
		if (!entries.isEmpty()) {
			append(List.copyOf(entries.values()));
			noted.sql("delete from stratum.captured where id = any (?)")
				.param(entries.keySet().toArray(Long[]::new))
				.update();
		}
		return entries.size();
	}

	/**
	 * Puts entries into their chains that are not there yet.
	 */
	void append(List<Map<String, @Nullable Object>> entries) {
		this.engine.run(() -> {
			this.engine.jdbc().sql("select pg_advisory_xact_lock(?)").param(TURN).query().singleRow();
			Set<String> there = there(entries);
			List<Map<String, @Nullable Object>> missing = new ArrayList<>();
			for (Map<String, @Nullable Object> entry : entries) {
				if (!there.contains(String.valueOf(entry.get("id")))) {
					missing.add(whole(entry));
				}
			}
			this.engine.jdbc().sql(APPEND).param(Json.write(missing)).query().listOfRows();
		});
	}

	private static Map<String, @Nullable Object> whole(Map<String, @Nullable Object> entry) {
		Map<String, @Nullable Object> whole = new LinkedHashMap<>(entry);
		whole.put("canonical", CanonicalJson.of(entry));
		return whole;
	}

	private Set<String> there(List<Map<String, @Nullable Object>> entries) {
		UUID[] ids = entries.stream()
			.map((entry) -> UUID.fromString(String.valueOf(entry.get("id"))))
			.toArray(UUID[]::new);
		return new HashSet<>(this.engine.jdbc()
			.sql("select id::text from stratum.audit_log where id = any (?)")
			.param(ids)
			.query(String.class)
			.list());
	}

	private Connection owner(Placement place) throws SQLException {
		OwnerServer server = this.servers.named(place.server());
		if (server == null) {
			throw new TenantUnavailableException(null);
		}
		return server
			.connect(place.database(),
					new OwnerServer.Settings(List.of(), Duration.ofSeconds(2), Duration.ofMinutes(1)))
			.getConnection();
	}

}
