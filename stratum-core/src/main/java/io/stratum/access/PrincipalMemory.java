package io.stratum.access;

import java.util.List;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Stamps;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;

/**
 * Memory of what the roles of a principal add up to in a tenant.
 */
final class PrincipalMemory {

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final RoleRows rows;

	private final Stamps stamps;

	private final Cache<Holder, Held> held = Caffeine.newBuilder().maximumSize(50_000).build();

	PrincipalMemory(EngineDatabase database, ChangeFeed feed, RoleRows rows) {
		this.database = database;
		this.feed = feed;
		this.rows = rows;
		this.stamps = new Stamps(feed, Set.of("role"));
	}

	Set<Scope> scopes(TenantId tenant, String principal) {
		if (this.database.isWriting() || !this.feed.isTrusted()) {
			return this.rows.scopes(tenant, principal);
		}
		Holder holder = new Holder(tenant, principal);
		Held remembered = this.held.getIfPresent(holder);
		if (remembered != null && this.stamps.isRight(new TenantPath(List.of(tenant)), remembered.loaded)) {
			return remembered.scopes;
		}
		long before = this.stamps.now();
		Set<Scope> scopes = Set.copyOf(this.rows.scopes(tenant, principal));
		this.held.put(holder, new Held(scopes, before));
		return scopes;
	}

	private record Holder(TenantId tenant, String principal) {

	}

	private record Held(Set<Scope> scopes, long loaded) {

	}

}
