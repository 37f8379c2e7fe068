package io.stratum.controlplane;

import java.util.List;
import java.util.UUID;

import io.stratum.InvalidInputException;
import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Inclusion;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantFilter;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPage;
import io.stratum.tenant.TenantStatus;
import io.stratum.tenant.Tenants;
import io.stratum.tenant.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.http.HttpStatus;

/**
 * Tenants: creating, finding and changing them.
 */
@RestController
class TenantController {

	private static final int USUAL = 50;

	private static final int MOST = 100;

	private final Tenants tenants;

	private final TenantContext context;

	private final Cursors cursors;

	private final ObjectProvider<TenantPlaces> places;

	TenantController(Tenants tenants, TenantContext context, Cursors cursors, ObjectProvider<TenantPlaces> places) {
		this.tenants = tenants;
		this.context = context;
		this.cursors = cursors;
		this.places = places;
	}

	@GetMapping("/tenants")
	@RequiresScope(Scope.READ)
	@TenantFrom({ TenantSource.NONE, TenantSource.QUERY })
	ResponseEntity<TenantJson.Listed> listTenants(@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String status,
			@RequestParam(name = "parent_id", required = false) @Nullable TenantId parentId,
			@RequestParam(defaultValue = "false") boolean roots,
			@RequestParam(name = "isolation_strategy", required = false) @Nullable String isolationStrategy,
			@RequestParam(name = "region_id", required = false) @Nullable ResourceId regionId,
			@RequestParam(required = false) @Nullable String q,
			@RequestParam(name = "include_archived", defaultValue = "false") boolean includeArchived) {
		TenantFilter filter = new TenantFilter(statusOf(status), parentId, roots,
				TenantRequests.strategy(isolationStrategy), (regionId != null) ? regionId.value() : null, q,
				inclusion(includeArchived));
		Slice slice = Slice.of(this.cursors, "tenants", cursor, limit, usual(), MOST);
		TenantPage page = this.tenants.list(filter, paging(slice));
		String next = next(slice, page);
		return ResponseEntity.ok()
			.headers(Answers.next(next))
			.body(new TenantJson.Listed(shown(page), next, page.hasMore()));
	}

	@PostMapping("/tenants")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.BODY)
	ResponseEntity<TenantJson.Shown> createTenant(@RequestBody TenantRequests.Create body) {
		Tenant tenant = this.tenants.create(body.description());
		return Answers.created(TenantJson.Shown.of(tenant), tenant.id(), tenant.version());
	}

	@PostMapping("/tenants/batch")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.BODY)
	TenantJson.BatchCreated batchCreateTenants(@RequestBody TenantRequests.CreateBatch body) {
		return TenantJson.BatchCreated.of(this.tenants.createAll(body.descriptions()));
	}

	@GetMapping("/tenants/lookup")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<TenantJson.Shown> getTenantBySlug(@RequestParam String slug,
			@RequestParam(name = "include_archived", defaultValue = "false") boolean includeArchived) {
		return shown(this.tenants.getBySlug(slug, inclusion(includeArchived)));
	}

	@GetMapping("/tenants/{id}")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> getTenant(@PathVariable TenantId id,
			@RequestParam(name = "include_archived", defaultValue = "false") boolean includeArchived) {
		return shown(this.tenants.get(id, inclusion(includeArchived)));
	}

	@PatchMapping("/tenants/{id}")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> updateTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version,
			@RequestBody TenantRequests.Update body) {
		return shown(this.tenants.update(id, body.at(version)));
	}

	@GetMapping("/tenants/{id}/ancestors")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<TenantJson.Shown>> getTenantAncestors(@PathVariable TenantId id,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Slice slice = Slice.of(this.cursors, "ancestors", cursor, limit);
		List<Tenant> ancestors = slice.of(this.tenants.ancestors(id), TenantController::id);
		return Answers.page(slice.cut(ancestors)
			.stream()
			.map((tenant) -> TenantJson.Shown.to(this.context.caller(), tenant))
			.toList(), slice.next(this.cursors, ancestors, TenantController::id));
	}

	@GetMapping("/tenants/{id}/root")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> getTenantRoot(@PathVariable TenantId id) {
		Tenant root = this.tenants.root(id);
		return Answers.of(TenantJson.Shown.to(this.context.caller(), root), root.version());
	}

	@GetMapping("/tenants/{id}/descendants")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<TenantJson.Shown>> getTenantDescendants(@PathVariable TenantId id,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(name = "include_archived", defaultValue = "false") boolean includeArchived) {
		Slice slice = Slice.of(this.cursors, "descendants", cursor, limit);
		TenantPage page = this.tenants.descendants(id, inclusion(includeArchived), paging(slice));
		return Answers.page(shown(page), next(slice, page));
	}

	@GetMapping("/tenants/{id}/children")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<TenantJson.Shown>> getTenantChildren(@PathVariable TenantId id,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(name = "include_archived", defaultValue = "false") boolean includeArchived) {
		Slice slice = Slice.of(this.cursors, "children", cursor, limit);
		TenantPage page = this.tenants.children(id, inclusion(includeArchived), paging(slice));
		return Answers.page(shown(page), next(slice, page));
	}

	@GetMapping("/tenants/{id}/isolation")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	TenantJson.Placement getTenantPlacement(@PathVariable TenantId id) {
		Tenant tenant = this.tenants.admit(id);
		TenantPlaces known = this.places.getIfAvailable();
		return (known != null) ? known.of(tenant, this.context.caller().isOperator())
				: TenantJson.Placement.missing(tenant);
	}

	private static UUID id(Tenant tenant) {
		return tenant.id().value();
	}

	/**
	 * Clients of the Node edition expect to see the whole of a tenant's own forest.
	 */
	private int usual() {
		return this.context.caller().isOperator() ? USUAL : Slice.MOST;
	}

	private @Nullable String next(Slice slice, TenantPage page) {
		return page.next().map((last) -> this.cursors.write(slice.list(), last.value())).orElse(null);
	}

	private static Paging paging(Slice slice) {
		return new Paging((slice.after() != null) ? new TenantId(slice.after()) : null, slice.limit());
	}

	private static List<TenantJson.Shown> shown(TenantPage page) {
		return page.tenants().stream().map(TenantJson.Shown::of).toList();
	}

	private static ResponseEntity<TenantJson.Shown> shown(Tenant tenant) {
		return Answers.of(TenantJson.Shown.of(tenant), tenant.version());
	}

	private static Inclusion inclusion(boolean includeArchived) {
		return includeArchived ? Inclusion.ALL : Inclusion.ACTIVE;
	}

	private static @Nullable TenantStatus statusOf(@Nullable String wireName) {
		try {
			return (wireName != null) ? TenantStatus.ofWireName(wireName) : null;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidInputException.of("status", "The status is active, suspended or archived.", "enum");
		}
	}

}
