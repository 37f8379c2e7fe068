package io.stratum.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.Peppers.Pepper;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * The keys that programs call with: who has one, and whether one is valid.
 *
 * <p>
 * <b>Guarantees.</b> The text of a key is returned once, by the method that makes it, and
 * is stored nowhere; its hash is of no use without the pepper. Nobody makes a key that
 * may do more than its maker. A key stops working within the staleness of the
 * {@link ChangeFeed} after it is revoked or a tenant above it is suspended.
 */
public final class ApiKeys implements AutoCloseable {

	private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

	private final EngineDatabase database;

	private final Journal journal;

	private final Peppers peppers;

	private final AccessGuard guard;

	private final ApiKeyRows rows;

	private final KeyRights rights;

	private final KeyJournal entries;

	private final KeyMemory memory;

	private final KeyUsage usage;

	private final ApiKeyRules rules;

	/**
	 * Creates the access to API keys with the rules that hold unless somebody says
	 * otherwise.
	 * @param database where keys are kept
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param tenants whom keys belong to
	 * @param context who calls
	 * @param peppers what keys are hashed with
	 */
	public ApiKeys(EngineDatabase database, ChangeFeed feed, Journal journal, Tenants tenants, TenantContext context,
			Peppers peppers) {
		this(database, feed, journal, tenants, context, peppers, ApiKeyRules.defaults());
	}

	/**
	 * Creates the access to API keys; nothing is written in the background until
	 * {@link #start}.
	 * @param database where keys are kept
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param tenants whom keys belong to
	 * @param context who calls
	 * @param peppers what keys are hashed with
	 * @param rules what holds for new and for dormant keys
	 */
	public ApiKeys(EngineDatabase database, ChangeFeed feed, Journal journal, Tenants tenants, TenantContext context,
			Peppers peppers, ApiKeyRules rules) {
		this.rules = rules;
		this.database = database;
		this.journal = journal;
		this.peppers = peppers;
		this.guard = new AccessGuard(tenants, context);
		this.rows = new ApiKeyRows(database);
		this.rights = new KeyRights(this.guard, new RoleRows(database));
		this.entries = new KeyJournal(journal, this.guard);
		this.usage = new KeyUsage(database);
		this.memory = new KeyMemory(database, feed, peppers, this.usage);
	}

	/**
	 * Finds out who sends a key.
	 * @param plaintext the text as it was sent
	 * @return who calls, or empty for every key that is not valid, whatever the reason
	 */
	public Optional<AuthenticatedKey> authenticate(String plaintext) {
		if (!KeyText.isWellFormed(plaintext)) {
			return Optional.empty();
		}
		Instant now = this.journal.now();
		KeyState state = this.memory.find(plaintext).orElse(null);
		if (state == null || !state.isValid(now)) {
			return Optional.empty();
		}
		this.usage.used(state.key().id(), now);
		return Optional.of(state.key());
	}

	/**
	 * Makes a key, with admin and for a tenant in reach.
	 * @param description what it shall be
	 * @return the key and its text
	 * @throws ScopeEscalationException if it could do more than the caller
	 * @throws AccessForbiddenException if the caller lacks admin or the tenant is out of
	 * reach
	 * @throws StratumException if the tenant is archived or the role is not found
	 * @throws InvalidInputException if a setting is out of range
	 */
	public IssuedApiKey create(NewApiKey description) {
		this.guard.require(Scope.ADMIN);
		KeyRights.check(description.settings(), this.journal.now());
		return this.database.write(() -> {
			this.guard.admitToCreate(description.tenant());
			this.rights.requireMayGive(description);
			IssuedApiKey issued = insert(text(description.test()), description.tenant(), description.settings(),
					description.roleId(), null);
			this.entries.created(issued.key());
			return issued;
		});
	}

	/**
	 * Lists keys, revoked ones included, by id.
	 * @param tenant whose keys, or {@code null} for those of the caller's own tenant, of
	 * everybody for an operator
	 * @param after the last key already seen, or {@code null} for the first page
	 * @param limit most keys to return, 1 to 1,000
	 * @return the keys
	 */
	public List<ApiKey> list(@Nullable TenantId tenant, @Nullable UUID after, int limit) {
		Caller caller = this.guard.require(Scope.ADMIN);
		new InputRules().limit(limit).check();
		TenantId owner = (tenant != null) ? tenant : caller.home();
		if (owner != null) {
			this.guard.admit(owner);
		}
		Instant now = this.journal.now();
		return this.rows.list(owner, owner == null, after, limit).stream().map((key) -> key.seenAt(now)).toList();
	}

	/**
	 * Returns a key.
	 * @param id its id
	 * @return the key
	 * @throws StratumException if it is unknown or belongs to a tenant out of reach
	 */
	public ApiKey get(UUID id) {
		this.guard.require(Scope.ADMIN);
		return this.rights.inReach(this.rows.find(id)).seenAt(this.journal.now());
	}

	/**
	 * Changes what was chosen about a key.
	 * @param id its id
	 * @param version the version the caller saw, or {@code null} for whichever is there
	 * @param change makes the new settings out of the present ones; may run more than
	 * once
	 * @return the key as it is now; unchanged if nothing is different
	 * @throws ScopeEscalationException if it could do more, or longer, than the caller
	 * @throws ApiKeyInactiveException if it is revoked
	 */
	public ApiKey update(UUID id, @Nullable Long version, UnaryOperator<ApiKeySettings> change) {
		this.guard.require(Scope.ADMIN);
		return this.database.write(() -> {
			ApiKey before = lock(id);
			InputRules.checkVersion(version, before.version());
			ApiKeySettings settings = change.apply(before.settings());
			if (settings.equals(before.settings())) {
				return before;
			}
			this.rights.requireMayChange(before, settings, this.journal.now());
			ApiKey after = this.rows.update(id, settings, this.journal.now());
			this.entries.updated(before, after);
			return after;
		});
	}

	/**
	 * Replaces a key by a new one that is the same in everything but its text.
	 * @param id the old key
	 * @param name another name for the new key, or {@code null} for the same
	 * @param overlap how long the old key goes on working, up to 7 days
	 * @return the new key and its text
	 * @throws ApiKeyInactiveException if the old key is revoked or expired
	 * @throws ScopeEscalationException if the key may do more than the caller
	 */
	public IssuedApiKey rotate(UUID id, @Nullable String name, Duration overlap) {
		this.guard.require(Scope.ADMIN);
		new InputRules().name(name, 255)
			.range("overlap_seconds", overlap.toSeconds(), 0, LONGEST_OVERLAP.toSeconds())
			.check();
		return this.database.write(() -> {
			ApiKey old = lock(id);
			Instant now = this.journal.now();
			if (!old.isActive(now)) {
				throw new ApiKeyInactiveException();
			}
			this.guard.admitToCreate(old.tenantId());
			this.rights.requireMayHold(old);
			ApiKeySettings settings = (name != null) ? old.settings().named(name) : old.settings();
			IssuedApiKey issued = insert(text(KeyText.isTest(old.keyPrefix())), old.tenantId(), settings, old.roleId(),
					id);
			ApiKey ended = this.rows.retire(id, now.plus(overlap), now);
			this.entries.rotated(old, ended, issued.key());
			return new IssuedApiKey(issued.key(), issued.plaintext(), ended.end());
		});
	}

	/**
	 * Ends a key for good.
	 * @param id its id
	 * @throws StratumException if it is unknown, out of reach or revoked already
	 */
	public void revoke(UUID id) {
		this.guard.require(Scope.ADMIN);
		this.database.run(() -> {
			ApiKey before = lock(id);
			if (before.revokedAt() != null) {
				throw KeyRights.notFound();
			}
			this.entries.revoked(before, this.rows.revoke(id, this.journal.now()));
		});
	}

	/**
	 * Lists keys that nobody used for a while or ever.
	 * @param top the top of the subtree to look at, or {@code null} for all in reach
	 * @param days how long they were not used, 1 to 365
	 * @param after the last key already seen, or {@code null} for the first page
	 * @param limit most keys to return, 1 to 1,000
	 * @return the keys that are not revoked, by id
	 */
	public List<ApiKey> dormant(@Nullable TenantId top, int days, @Nullable UUID after, int limit) {
		this.guard.require(Scope.ADMIN);
		new InputRules().range("days", days, 1, ApiKeyRules.LONGEST.toDays()).limit(limit).check();
		return dormant(top, Duration.ofDays(days), after, limit);
	}

	/**
	 * Lists keys that nobody used for as long as the rules say, or ever.
	 * @param top the top of the subtree to look at, or {@code null} for all in reach
	 * @param after the last key already seen, or {@code null} for the first page
	 * @param limit most keys to return, 1 to 1,000
	 * @return the keys that are not revoked, by id
	 */
	public List<ApiKey> dormant(@Nullable TenantId top, @Nullable UUID after, int limit) {
		this.guard.require(Scope.ADMIN);
		new InputRules().limit(limit).check();
		return dormant(top, this.rules.dormantAfter(), after, limit);
	}

	private List<ApiKey> dormant(@Nullable TenantId top, Duration unused, @Nullable UUID after, int limit) {
		Caller caller = this.guard.require(Scope.ADMIN);
		TenantId owner = (top != null) ? top : caller.home();
		if (owner != null) {
			this.guard.admit(owner);
		}
		this.usage.flush();
		Instant now = this.journal.now();
		return this.rows.dormant(owner, now.minus(unused), now, after, limit);
	}

	/**
	 * Makes the first operator key from configuration.
	 * <p>
	 * It is made if there never was an operator key; later starts change nothing.
	 * @param plaintext the text of the key
	 * @return whether it was made
	 * @throws InvalidInputException if the text has not the form of a key
	 */
	public boolean bootstrap(String plaintext) {
		return new BootstrapKey(this.database, this.rows, this.memory).make(plaintext,
				() -> this.entries.created(insert(plaintext, null, BootstrapKey.SETTINGS, null, null).key()));
	}

	/**
	 * Returns the figures of the memory: hits, misses, size, evictions.
	 * @return the cache behind, for metrics
	 */
	public Cache<?, ?> figures() {
		return this.memory.figures();
	}

	/**
	 * Starts to write last uses, on a thread of its own.
	 */
	public void start() {
		this.usage.start();
	}

	/**
	 * Writes what is not written yet and stops.
	 */
	@Override
	public void close() {
		this.usage.close();
	}

	private String text(boolean test) {
		return test ? KeyText.random(true) : KeyText.random(this.rules.prefix());
	}

	private IssuedApiKey insert(String plaintext, @Nullable TenantId tenant, ApiKeySettings settings,
			@Nullable UUID role, @Nullable UUID replaces) {
		Instant now = this.journal.now();
		ApiKey key = new ApiKey(Journal.newId(), tenant, KeyText.shown(plaintext), settings, role, null, null, null,
				replaces, now, now, 1);
		Pepper pepper = this.peppers.current();
		return new IssuedApiKey(this.rows.insert(key, pepper.hash(plaintext), pepper), plaintext, null);
	}

	private ApiKey lock(UUID id) {
		return this.rights.inReach(this.rows.lock(id)).seenAt(this.journal.now());
	}

}
