package io.stratum.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Footprint;
import io.stratum.engine.TreeCache;

/**
 * The tenants as this node remembers them.
 */
final class TenantMemory {

	/** Word that siblings are numbered afresh, which nothing but tenants depends on. */
	static final String ORDER = "tenant_order";

	private static final int TENANT_BYTES = 384;

	private static final int MAX_SLUGS = 100_000;

	private final TenantRows rows;

	private final TreeCache<Tenant> tenants;

	/** Where a slug was seen last; what it says is held against the tenant itself. */
	private final Cache<String, TenantId> slugs = Caffeine.newBuilder().maximumSize(MAX_SLUGS).build();

	TenantMemory(EngineDatabase database, ChangeFeed feed, TenantRows rows) {
		this.rows = rows;
		this.tenants = new TreeCache<>(database, feed, Set.of("tenant", ORDER), TenantMemory::footprint,
				(id) -> rows.find(id).map(TenantMemory::loaded).orElse(null));
	}

	Optional<Tenant> find(TenantId id) {
		return Optional.ofNullable(this.tenants.get(id));
	}

	Optional<Tenant> findBySlug(String slug) {
		if (!TenantInput.isSlug(slug)) {
			return Optional.empty();
		}
		TenantId seen = this.slugs.getIfPresent(slug);
		return Optional.ofNullable(seen)
			.flatMap(this::find)
			.filter((tenant) -> tenant.slug().equals(slug))
			.or(() -> lookUp(slug));
	}

	/**
	 * Finds several tenants, those not remembered in one statement.
	 */
	List<Tenant> findAll(Collection<TenantId> ids) {
		Map<TenantId, Tenant> found = this.tenants.getAll(ids,
				(missing) -> this.rows.findAll(missing).stream().map(TenantMemory::loaded).toList());
		return ids.stream().filter(found::containsKey).map(found::get).toList();
	}

	TreeCache<Tenant> figures() {
		return this.tenants;
	}

	private Optional<Tenant> lookUp(String slug) {
		Optional<Tenant> tenant = this.rows.findBySlug(slug);
		tenant.ifPresent((found) -> this.slugs.put(slug, found.id()));
		return tenant;
	}

	private static TreeCache.Loaded<Tenant> loaded(Tenant tenant) {
		return new TreeCache.Loaded<>(tenant.path(), tenant);
	}

	private static long footprint(Tenant tenant) {
		return TENANT_BYTES + Footprint.of(tenant.config()) + Footprint.of(tenant.metadata());
	}

}
