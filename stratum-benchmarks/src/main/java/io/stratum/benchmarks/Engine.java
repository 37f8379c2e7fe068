package io.stratum.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import io.stratum.access.ApiKeys;
import io.stratum.access.Peppers;
import io.stratum.config.ConfigEntries;
import io.stratum.config.ConfigKeys;
import io.stratum.config.TenantConfig;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.crypto.KeyRing;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.permission.Permissions;
import io.stratum.policy.Policies;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;

/**
 * The engine over a database, without an application around it.
 */
public final class Engine implements AutoCloseable {

	/** Secret that API keys are hashed with. */
	public static final String PEPPER = "a pepper of at least thirty-two bytes";

	/** Who calls, and for whom. */
	public final TenantContext context = new TenantContext();

	/** The engine's tables. */
	public final EngineDatabase database;

	/** The tree. */
	public final Tenants tenants;

	/** Config that flows down it. */
	public final ConfigEntries config;

	/** Config of the bound tenant. */
	public final TenantConfig tenantConfig;

	/** Permissions. */
	public final Permissions permissions;

	/** Policies. */
	public final Policies policies;

	/** API keys. */
	public final ApiKeys apiKeys;

	private final ChangeFeed feed;

	/**
	 * Builds the engine and waits until it trusts its memory.
	 * @param platform connections of the platform role
	 * @param listening connections that tell of changes
	 */
	public Engine(DataSource platform, DataSource listening) {
		this.database = new EngineDatabase(platform);
		this.feed = new ChangeFeed(listening, Duration.ofSeconds(5));
		Journal journal = new Journal(this.database, this.feed, this.context::caller, Clock.systemUTC());
		this.tenants = new Tenants(this.database, this.feed, journal, this.context);
		DataKeys dataKeys = new DataKeys(this.database, this.feed, journal,
				KeyRing.ofText(KeyEncryptionKey.generate(), List.of()), Duration.ofMinutes(15));
		this.config = new ConfigEntries(this.database, this.feed, journal, this.context, this.tenants,
				new FieldCipher(this.database, dataKeys), dataKeys, ConfigKeys.none());
		this.tenantConfig = new TenantConfig(this.config, this.context);
		this.permissions = new Permissions(this.database, this.feed, journal, this.context, this.tenants);
		this.policies = new Policies(this.database, this.feed, journal, this.context, this.tenants);
		this.apiKeys = new ApiKeys(this.database, this.feed, journal, this.tenants, this.context,
				Peppers.of(PEPPER, List.of()));
		this.feed.start();
		while (!this.feed.isTrusted()) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	/**
	 * Creates a chain of tenants.
	 * @param slug slug of the root, and what those of the others begin with
	 * @param levels number of levels, at least 1
	 * @return the lowest
	 */
	public Tenant chain(String slug, int levels) {
		Tenant tenant = this.tenants.create(NewTenant.root(slug, slug));
		for (int level = 2; level <= levels; level++) {
			tenant = this.tenants.create(NewTenant.childOf(tenant.id(), slug + "_" + level, slug));
		}
		return tenant;
	}

	/**
	 * Returns what tells memory of changes.
	 * @return the feed, started
	 */
	public ChangeFeed feed() {
		return this.feed;
	}

	@Override
	public void close() {
		this.apiKeys.close();
		this.feed.close();
	}

}
