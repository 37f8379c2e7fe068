package io.stratum.sample.me;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.stratum.Stratum;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.config.EffectiveValue;
import io.stratum.permission.EffectivePermission;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.web.CurrentTenant;
import io.stratum.web.TenantResolution;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a caller who it is, for whom it acts, and what applies there.
 */
@RestController
@RequiresScope(Scope.READ)
class MeController {

	private final Stratum stratum;

	MeController(Stratum stratum) {
		this.stratum = stratum;
	}

	@GetMapping("/me")
	Me me(@CurrentTenant Tenant tenant, HttpServletRequest request) {
		Caller caller = this.stratum.context().caller();
		TenantResolution resolution = TenantResolution.of(request);
		Map<String, Value> config = new TreeMap<>();
		this.stratum.config().resolve(tenant.id()).forEach((key, value) -> config.put(key, value(value)));
		Map<String, Permission> permissions = new TreeMap<>();
		this.stratum.permissions()
			.effective(tenant.id())
			.forEach((key, held) -> permissions.put(key, permission(held)));
		return new Me(
				new Place(tenant.id().value(), tenant.slug(), tenant.name(),
						tenant.path().ids().stream().map(this::slug).toList(), tenant.status().wireName(),
						tenant.strategy().wireName()),
				new Asking(caller.type().wireName(), caller.name(),
						caller.scopes().stream().sorted().map(Scope::wireName).toList(),
						(caller.home() != null) ? slug(caller.home()) : null,
						(resolution != null) ? resolution.source() : "none", caller.subjectId() != null),
				config, permissions);
	}

	private Value value(EffectiveValue value) {
		TenantId source = value.source();
		return new Value(value.value(), (source != null) ? slug(source) : null, value.inherited(), value.locked(),
				value.masked() ? Boolean.TRUE : null);
	}

	private Permission permission(EffectivePermission held) {
		return new Permission(held.value(), held.mode().name(), slug(held.sourceTenantId()));
	}

	private String slug(TenantId id) {
		return this.stratum.tenants().find(id).map(Tenant::slug).orElse("");
	}

	/**
	 * The answer.
	 */
	record Me(Place tenant, Asking caller, Map<String, Value> config, Map<String, Permission> permissions) {

	}

	record Place(UUID id, String slug, String name, List<String> path, String status, String isolationStrategy) {

	}

	record Asking(String type, String name, List<String> scopes, @Nullable String home, String resolvedFrom,
			boolean impersonated) {

	}

	record Value(@Nullable Object value, @Nullable String source, boolean inherited, boolean locked,
			@Nullable Boolean masked) {

	}

	record Permission(@Nullable Object value, String mode, String source) {

	}

}
