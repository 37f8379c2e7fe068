package io.stratum.crypto;

import java.sql.Types;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The data keys: one in use for each tenant and one for the platform.
 *
 * <p>
 * <b>Guarantees.</b> Keys are stored wrapped only. A key in use cannot be retired while a
 * transaction of the engine that sealed with it is open, so no value is committed under a
 * key that is gone. What is destroyed leaves the memory of every node within the
 * staleness of the change feed.
 */
public final class DataKeys {

	private static final int MOST_OPENED = 10_000;

	private static final UUID PLATFORM = new UUID(0, 0);

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final Journal journal;

	private final KeyRing ring;

	private final Cache<UUID, DataKey> opened;

	private final Cache<UUID, Boolean> provided;

	private final KeptKeys kept;

	private final AtomicLong forgotten = new AtomicLong();

	/**
	 * Creates the data keys.
	 * @param database where they are stored, wrapped
	 * @param feed tells of keys that were destroyed or replaced elsewhere
	 * @param journal tells others of it
	 * @param ring wraps them
	 * @param cacheTime how long an opened key stays in memory, above zero
	 */
	public DataKeys(EngineDatabase database, ChangeFeed feed, Journal journal, KeyRing ring, Duration cacheTime) {
		this.database = database;
		this.feed = feed;
		this.journal = journal;
		this.ring = ring;
		this.opened = Caffeine.newBuilder().maximumSize(MOST_OPENED).expireAfterWrite(cacheTime).recordStats().build();
		this.provided = Caffeine.newBuilder().maximumSize(MOST_OPENED).expireAfterWrite(cacheTime).build();
		this.kept = new KeptKeys(database, feed, this, cacheTime);
		feed.onChange(this::changed);
	}

	/**
	 * Sees to it that an owner has an opened key, so that sealing inside a transaction
	 * calls no key service.
	 * @param owner the tenant, or {@code null} for the platform
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public void prepare(@Nullable TenantId owner) {
		if (this.provided.getIfPresent(ownerId(owner)) != null) {
			return;
		}
		UUID primary = findPrimary(owner).orElseGet(() -> create(owner));
		if (find(primary).isPresent()) {
			this.provided.put(ownerId(owner), Boolean.TRUE);
		}
	}

	/**
	 * Returns the present moment, to be taken before keys are read for {@link #offer}.
	 * @return a number that changes whenever keys are forgotten
	 */
	public long moment() {
		return this.forgotten.get();
	}

	/**
	 * Hands over a wrapped key that was read along with other rows, which saves a
	 * statement.
	 * @param moment the moment before it was read
	 * @param id the key
	 * @param owner the tenant it is stored for, or {@code null} for the platform
	 * @param wrapped the key as stored
	 */
	public void offer(long moment, UUID id, @Nullable TenantId owner, String wrapped) {
		try {
			opened(moment, id, owner, wrapped);
		}
		catch (EncryptionKeyUnavailableException ex) {
			// Whoever opens a value with it will be told.
		}
	}

	/**
	 * Destroys all keys of a tenant, so that nothing sealed for it opens ever again.
	 * @param tenant the tenant
	 * @return the ids of the destroyed keys, empty if there were none
	 */
	public List<UUID> destroy(TenantId tenant) {
		return this.database.write(() -> {
			this.journal.changed("data_key", tenant);
			return this.database.jdbc()
				.sql("delete from stratum.data_key where owner = ? returning id")
				.param(tenant.value())
				.query(UUID.class)
				.list();
		});
	}

	/**
	 * Returns the figures of the memory of opened keys.
	 * @return the cache behind, for metrics
	 */
	public Cache<?, ?> figures() {
		return this.opened;
	}

	/**
	 * Returns the key that seals for an owner and holds it until the transaction ends.
	 */
	DataKey hold(@Nullable TenantId owner, String purpose) {
		for (int attempt = 0; attempt < 3; attempt++) {
			Optional<DataKey> held = tryHold(owner, purpose);
			if (held.isPresent()) {
				return held.get();
			}
			create(owner);
		}
		throw new IllegalStateException("A data key is replaced faster than it can be used.");
	}

	KeptKeys kept() {
		return this.kept;
	}

	/**
	 * Finds a key by its id, whoever it belongs to.
	 */
	Optional<DataKey> find(UUID id) {
		DataKey known = this.feed.isTrusted() ? this.opened.getIfPresent(id) : null;
		return (known != null) ? Optional.of(known) : read(id);
	}

	/**
	 * Replaces the key in use by a fresh one, unless this rotation did so already.
	 * @return whether a key was replaced
	 */
	boolean replace(@Nullable TenantId owner, UUID rotation) {
		UUID id = Journal.newId();
		String wrapped = DataKey.generate(id, owner, this.ring);
		return this.database.write(() -> {
			int retired = this.database.jdbc().sql("""
					update stratum.data_key
					set state = 'retired', retired_at = ?
					where owner = ? and state = 'primary' and rotation_id is distinct from ?
					""").params(now(), ownerId(owner), rotation).update();
			return retired == 1 && insert(id, owner, wrapped, rotation);
		});
	}

	String rewrap(UUID id, @Nullable TenantId owner, String wrapped) {
		return DataKey.rewrap(id, owner, wrapped, this.ring);
	}

	KeyRing ring() {
		return this.ring;
	}

	static UUID ownerId(@Nullable TenantId owner) {
		return (owner != null) ? owner.value() : PLATFORM;
	}

	static @Nullable TenantId tenant(@Nullable UUID id) {
		return (id != null && !id.equals(PLATFORM)) ? new TenantId(id) : null;
	}

	private UUID create(@Nullable TenantId owner) {
		UUID id = Journal.newId();
		String wrapped = DataKey.generate(id, owner, this.ring);
		this.database.write(() -> insert(id, owner, wrapped, null));
		return findPrimary(owner).orElseThrow(() -> unknown(owner));
	}

	private static RuntimeException unknown(@Nullable TenantId owner) {
		return (owner != null) ? new TenantNotFoundException(owner)
				: new IllegalStateException("The data key of the platform was removed while it was made.");
	}

	private boolean insert(UUID id, @Nullable TenantId owner, String wrapped, @Nullable UUID rotation) {
		this.journal.changed("data_key", owner);
		return this.database.jdbc()
			.sql("""
					insert into stratum.data_key (id, tenant_id, kek_id, wrapped, rotation_id, created_at)
					select :id, nullif(:owner, '00000000-0000-0000-0000-000000000000'::uuid), :kek, :wrapped, :rotation,
						:now
					where :owner = '00000000-0000-0000-0000-000000000000'::uuid
						or exists (select from stratum.tenant where id = :owner)
					on conflict (owner) where state = 'primary' do nothing
					""")
			.param("id", id)
			.param("owner", ownerId(owner))
			.param("kek", this.ring.currentId())
			.param("wrapped", wrapped)
			.param("rotation", rotation, Types.OTHER)
			.param("now", now())
			.update() == 1;
	}

	private Optional<UUID> findPrimary(@Nullable TenantId owner) {
		return this.database.jdbc()
			.sql("select id from stratum.data_key where owner = ? and state = 'primary'")
			.param(ownerId(owner))
			.query(UUID.class)
			.optional();
	}

	private Optional<DataKey> read(UUID id) {
		long moment = moment();
		return this.database.jdbc()
			.sql("select tenant_id, wrapped from stratum.data_key where id = ?")
			.param(id)
			.query((row, index) -> opened(moment, id, tenant(row.getObject(1, UUID.class)), row.getString(2)))
			.optional();
	}

	private Optional<DataKey> tryHold(@Nullable TenantId owner, String purpose) {
		long moment = moment();
		return this.database.jdbc()
			.sql("select id, wrapped from stratum.hold_data_key(?, ?)")
			.params(ownerId(owner), purpose)
			.query((row, index) -> opened(moment, row.getObject(1, UUID.class), owner, row.getString(2)))
			.optional();
	}

	private DataKey opened(long moment, UUID id, @Nullable TenantId owner, String wrapped) {
		DataKey known = this.opened.getIfPresent(id);
		if (known != null) {
			return known;
		}
		DataKey key = DataKey.open(id, owner, wrapped, this.ring);
		this.opened.put(id, key);
		// It may have been destroyed since it was read.
		if (moment != moment()) {
			this.opened.invalidate(id);
		}
		return key;
	}

	private Object now() {
		return this.journal.now().atOffset(ZoneOffset.UTC);
	}

	private void changed(ChangeFeed.Change change) {
		switch (change.kind()) {
			case "data_key", "tenant" -> forget(change.tenant());
			case "*" -> forget(null);
			default -> {
			}
		}
	}

	private void forget(@Nullable TenantId owner) {
		this.forgotten.incrementAndGet();
		if (owner == null) {
			this.opened.invalidateAll();
			this.provided.invalidateAll();
		}
		else {
			this.opened.asMap().values().removeIf((key) -> key.belongsTo(owner));
			this.provided.invalidate(owner.value());
		}
		this.kept.forget(owner);
	}

}
