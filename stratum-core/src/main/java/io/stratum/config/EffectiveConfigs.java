package io.stratum.config;

import java.util.Set;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import io.stratum.crypto.CiphertextInvalidException;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.TreeCache;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The effective config of tenants, from memory if possible.
 */
final class EffectiveConfigs {

	private final ConfigRows rows;

	private final ConfigKeys keys;

	private final FieldCipher cipher;

	private final TreeCache<EffectiveConfig> cache;

	EffectiveConfigs(EngineDatabase database, ChangeFeed feed, ConfigRows rows, ConfigKeys keys, FieldCipher cipher) {
		this.rows = rows;
		this.keys = keys;
		this.cipher = cipher;
		this.cache = new TreeCache<>(database, feed, Set.of("config", "tenant", "data_key"), EffectiveConfig::footprint,
				this::load);
	}

	EffectiveConfig of(TenantId tenant) {
		EffectiveConfig config = this.cache.get(tenant);
		if (config == null) {
			throw new TenantNotFoundException(tenant);
		}
		return config;
	}

	/**
	 * Uses a value in clear, from the table itself if memory holds a ciphertext that was
	 * sealed again in the meantime.
	 */
	<T> T clear(TenantId tenant, Function<EffectiveConfig, T> use) {
		try {
			return use.apply(of(tenant));
		}
		catch (CiphertextInvalidException ex) {
			return use.apply(fresh(tenant));
		}
	}

	EffectiveConfig fresh(TenantId tenant) {
		TreeCache.Loaded<EffectiveConfig> loaded = load(tenant);
		if (loaded == null) {
			throw new TenantNotFoundException(tenant);
		}
		return loaded.value();
	}

	/**
	 * Resolves one key from what was just read.
	 */
	@Nullable EffectiveValue effective(ConfigLevels levels, String key) {
		return new EffectiveConfig(levels, this.keys, this.cipher).values().get(key);
	}

	Cache<?, ?> figures() {
		return this.cache.figures();
	}

	private TreeCache.@Nullable Loaded<EffectiveConfig> load(TenantId tenant) {
		ConfigLevels levels = this.rows.load(tenant);
		return (levels != null)
				? new TreeCache.Loaded<>(levels.path(), new EffectiveConfig(levels, this.keys, this.cipher)) : null;
	}

}
