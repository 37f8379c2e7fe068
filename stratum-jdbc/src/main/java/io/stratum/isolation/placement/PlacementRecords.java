package io.stratum.isolation.placement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.Placement;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import io.stratum.tenant.TenantStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * The rows of placements, each change of which is committed at once.
 *
 * <p>
 * What is about to be made is recorded before it is made, whatever transaction the caller
 * is in, so that a crash leaves nothing that nobody knows of. Only the holder of a row
 * changes it.
 */
public final class PlacementRecords {

	/** Maps a row with the slug of its tenant. */
	public static final RowMapper<RecordedPlacement> MAPPER = (row, index) -> map(row);

	static final String COLUMNS = """
			p.id, p.strategy, p.server, p.database, p.schema, p.revision, p.state, p.purpose, p.tenant_id, p.blueprint,
				(select t.slug from stratum.tenant t where t.id = p.tenant_id) as slug
			""";

	private final EngineDatabase database;

	private final TransactionTemplate alone;

	private final Duration hold;

	/**
	 * Creates the access to the rows.
	 * @param database where they are
	 * @param hold time after which others take over what its holder was not heard of
	 */
	public PlacementRecords(EngineDatabase database, Duration hold) {
		this.database = database;
		this.hold = hold;
		this.alone = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
		this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * Returns the number of a blueprint, and gives it one when it is first seen.
	 * @param fingerprint identifies the blueprint
	 * @return a number above those of all that were seen before
	 */
	public long numberOf(String fingerprint) {
		return alone(() -> sql("select number from stratum.blueprint where fingerprint = ?").param(fingerprint)
			.query(Long.class)
			.optional()
			.orElseGet(() -> sql("""
					insert into stratum.blueprint as b (fingerprint)
					values (?)
					on conflict (fingerprint) do update set fingerprint = b.fingerprint
					returning number
					""").param(fingerprint).query(Long.class).single()));
	}

	/**
	 * Returns the number of a blueprint when it is first needed, and from memory then.
	 * @param blueprint the blueprint
	 * @return its number
	 */
	public Supplier<Long> numberOf(Blueprint blueprint) {
		return SingletonSupplier.of(() -> numberOf(blueprint.fingerprint()));
	}

	void request(UUID id, Placement place, UUID holder) {
		alone(() -> insert(id, place, "TENANT", 0, holder));
	}

	/** Records a place, unless one of its kind is there. */
	int insert(UUID id, Placement place, String purpose, long blueprint, UUID holder) {
		return sql(
				"""
						insert into stratum.placement (id, purpose, strategy, server, database, schema, state, blueprint, holder,
							held_until, attempts)
						values (?, ?, ?, ?, ?, ?, 'REQUESTED', ?, ?, now() + ? * interval '1 ms', 1)
						on conflict do nothing
						""")
			.params(id, purpose, place.strategy().wireName(), place.server())
			.param(place.database())
			.param(place.schema())
			.params(blueprint, holder, this.hold.toMillis())
			.update();
	}

	/** Takes the next step of a place that the caller still holds. */
	boolean step(UUID id, UUID holder, PlacementState state) {
		return alone(() -> sql("""
				update stratum.placement
				set state = ?, held_until = now() + ? * interval '1 ms', updated_at = now()
				where id = ? and holder = ? and tenant_id is null
				""").params(state.name(), this.hold.toMillis(), id, holder).update() == 1);
	}

	boolean ready(UUID id, UUID holder, long blueprint) {
		return alone(() -> sql("""
				update stratum.placement
				set state = 'READY', blueprint = ?, held_until = now() + ? * interval '1 ms', error = null,
					updated_at = now()
				where id = ? and holder = ? and tenant_id is null
				""").params(blueprint, this.hold.toMillis(), id, holder).update() == 1);
	}

	boolean isHeld(UUID id, UUID holder) {
		return alone(() -> sql("select exists (select from stratum.placement where id = ? and holder = ?)")
			.params(id, holder)
			.query(Boolean.class)
			.single());
	}

	Optional<RecordedPlacement> takeSpare(IsolationStrategy strategy, String server, long blueprint, UUID holder) {
		return alone(() -> sql("""
				update stratum.placement p
				set holder = ?, held_until = now() + ? * interval '1 ms', updated_at = now()
				where p.id = (
					select id
					from stratum.placement
					where tenant_id is null and holder is null and state = 'READY' and purpose = 'TENANT'
						and strategy = ? and server = ? and blueprint = ?
					order by created_at
					limit 1
					for update skip locked
				)
				returning %s
				""".formatted(COLUMNS)).params(holder, this.hold.toMillis(), strategy.wireName(), server, blueprint)
			.query(MAPPER)
			.optional());
	}

	/** Gives a held place to a tenant, in the transaction of the caller. */
	boolean claim(UUID id, UUID holder, TenantId tenant) {
		return sql("""
				update stratum.placement
				set tenant_id = ?, holder = null, held_until = null, updated_at = now()
				where id = ? and holder = ? and state = 'READY' and tenant_id is null
				""").params(tenant.value(), id, holder).update() == 1;
	}

	/** Makes a held place a spare, if one is wanted; the number cannot be exceeded. */
	boolean spare(RecordedPlacement placement, UUID holder, int wanted) {
		return alone(() -> {
			String lock = "stratum.spares " + placement.place().strategy() + " " + placement.place().server();
			sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").param(lock).query().singleRow();
			return spares(placement.place().strategy(), placement.place().server(), placement.blueprint()) < wanted
					&& sql("""
							update stratum.placement
							set holder = null, held_until = null, updated_at = now()
							where id = ? and holder = ? and state = 'READY' and tenant_id is null
							""").params(placement.id(), holder).update() == 1;
		});
	}

	int spares(IsolationStrategy strategy, String server, long blueprint) {
		return sql("""
				select count(*)
				from stratum.placement
				where tenant_id is null and holder is null and state = 'READY' and purpose = 'TENANT'
					and strategy = ? and server = ? and blueprint = ?
				""").params(strategy.wireName(), server, blueprint).query(Integer.class).single();
	}

	/** Notes that a place could not be taken down, so that it is tried again later. */
	void failed(UUID id, UUID holder, @Nullable String error) {
		alone(() -> sql("""
				update stratum.placement
				set state = 'FAILED', error = ?, holder = null, updated_at = now(),
					held_until = now() + least(attempts, 60) * interval '10 s'
				where id = ? and holder = ?
				""").param(error).params(id, holder).update());
	}

	void delete(UUID id, UUID holder) {
		alone(() -> sql("delete from stratum.placement where id = ? and holder = ? and tenant_id is null")
			.params(id, holder)
			.update());
	}

	/** Takes over a place that nobody claimed and whose holder was not heard of. */
	Optional<RecordedPlacement> takeAbandoned(UUID holder) {
		return alone(() -> sql("""
				update stratum.placement p
				set holder = ?, held_until = now() + ? * interval '1 ms', attempts = attempts + 1, updated_at = now()
				where p.id = (
					select id
					from stratum.placement
					where tenant_id is null and held_until < now()
					order by held_until
					limit 1
					for update skip locked
				)
				returning %s
				""".formatted(COLUMNS)).params(holder, this.hold.toMillis()).query(MAPPER).optional());
	}

	/** Locks a tenant that nobody uses any more. */
	void requireArchived(TenantId tenant) {
		String status = sql("select status from stratum.tenant where id = ? for update").param(tenant.value())
			.query(String.class)
			.optional()
			.orElseThrow(() -> new TenantNotFoundException(tenant));
		if (!TenantStatus.ARCHIVED.wireName().equals(status)) {
			throw new StratumException(ErrorCode.TENANT_INVALID_STATE,
					"Tenant '" + tenant + "' is " + status + ", so its place cannot be taken down. Archive it first.",
					Map.of("tenant_id", tenant.toString(), "from", status));
		}
	}

	/** Takes the place of a tenant away from it, in the transaction of the caller. */
	Optional<RecordedPlacement> takeFrom(TenantId tenant, UUID holder) {
		return sql("""
				update stratum.placement p
				set tenant_id = null, holder = ?, held_until = now() + ? * interval '1 ms', updated_at = now()
				where p.tenant_id = ?
				returning %s
				""".formatted(COLUMNS)).params(holder, this.hold.toMillis(), tenant.value()).query(MAPPER).optional();
	}

	void renew(Collection<UUID> holders) {
		if (!holders.isEmpty()) {
			alone(() -> sql("""
					update stratum.placement
					set held_until = now() + ? * interval '1 ms'
					where holder = any(?)
					""").params(this.hold.toMillis(), holders.toArray(UUID[]::new)).update());
		}
	}

	static Optional<RecordedPlacement> find(EngineDatabase database, TenantId tenant) {
		return database.jdbc()
			.sql("select %s from stratum.placement p where p.tenant_id = ?".formatted(COLUMNS))
			.param(tenant.value())
			.query(MAPPER)
			.optional();
	}

	static Optional<String> fingerprint(EngineDatabase database, long blueprint) {
		return database.jdbc()
			.sql("select fingerprint from stratum.blueprint where number = ?")
			.param(blueprint)
			.query(String.class)
			.optional();
	}

	List<RecordedPlacement> all() {
		return sql("select %s from stratum.placement p order by p.id".formatted(COLUMNS)).query(MAPPER).list();
	}

	long holdMillis() {
		return this.hold.toMillis();
	}

	JdbcClient.StatementSpec sql(String sql) {
		return this.database.jdbc().sql(sql);
	}

	@SuppressWarnings("NullAway") // The template answers null only if the work does.
	<T> T alone(Supplier<T> work) {
		return this.alone.execute((status) -> work.get());
	}

	private static RecordedPlacement map(ResultSet row) throws SQLException {
		UUID tenant = row.getObject("tenant_id", UUID.class);
		Placement place = new Placement(IsolationStrategy.ofWireName(row.getString("strategy")),
				row.getString("server"), row.getString("database"), row.getString("schema"), row.getLong("revision"));
		return new RecordedPlacement(row.getObject("id", UUID.class), place,
				PlacementState.valueOf(row.getString("state")), "TEMPLATE".equals(row.getString("purpose")),
				(tenant != null) ? new TenantId(tenant) : null, row.getString("slug"), row.getLong("blueprint"));
	}

}
