package io.stratum.tenant;

import java.util.List;
import java.util.Optional;

import io.stratum.InvalidInputException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Reads tenants for a caller: single ones from memory, lists from the database.
 */
final class TenantReads {

	private final TenantMemory memory;

	private final TenantPages pages;

	private final TenantReach reach;

	TenantReads(EngineDatabase database, TenantMemory memory, TenantReach reach) {
		this.memory = memory;
		this.pages = new TenantPages(database);
		this.reach = reach;
	}

	Tenant admit(TenantId id) {
		return this.reach.admit(id, this.memory.find(id).orElse(null));
	}

	Tenant get(TenantId id, Inclusion inclusion) {
		return shown(admit(id), inclusion);
	}

	Tenant getBySlug(String slug, Inclusion inclusion) {
		return shown(this.memory.findBySlug(slug).filter(this.reach::reaches).orElseThrow(TenantNotFoundException::new),
				inclusion);
	}

	List<Tenant> ancestors(TenantId id) {
		return this.memory.findAll(admit(id).path().ancestors());
	}

	Tenant root(TenantId id) {
		TenantId root = admit(id).path().root();
		return this.memory.find(root).orElseThrow(() -> new TenantNotFoundException(root));
	}

	TenantPage children(TenantId id, Inclusion inclusion, Paging paging) {
		return this.pages.children(get(id, inclusion), inclusion, lastSeen(paging), paging.limit());
	}

	TenantPage descendants(TenantId id, Inclusion inclusion, Paging paging) {
		return this.pages.descendants(get(id, inclusion), inclusion, lastSeen(paging), paging.limit());
	}

	TenantPage list(TenantFilter filter, Paging paging) {
		TenantInput.check(filter);
		if (filter.parent() != null) {
			admit(filter.parent());
		}
		return this.pages.list(filter, home(), paging.after(), paging.limit());
	}

	private @Nullable Tenant home() {
		TenantId home = this.reach.home();
		return (home != null) ? this.memory.find(home).orElseThrow(AccessForbiddenException::outOfReach) : null;
	}

	/**
	 * Finds where a page begins. An unknown tenant and a stranger's are refused alike.
	 */
	private @Nullable Tenant lastSeen(Paging paging) {
		TenantId after = paging.after();
		if (after == null) {
			return null;
		}
		return Optional.of(after)
			.flatMap(this.memory::find)
			.filter(this.reach::reaches)
			.orElseThrow(
					() -> InvalidInputException.of("cursor", "The cursor is not a tenant of this list.", "unknown"));
	}

	private static Tenant shown(Tenant tenant, Inclusion inclusion) {
		return (inclusion == Inclusion.ALL) ? tenant : TenantReach.active(tenant);
	}

}
