package io.stratum.controlplane;

import java.util.List;

import io.stratum.access.Role;
import io.stratum.access.Roles;
import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/**
 * Roles, and the keys that have them.
 */
@RestController
class RoleController {

	private final Roles roles;

	private final Cursors cursors;

	RoleController(Roles roles, Cursors cursors) {
		this.roles = roles;
		this.cursors = cursors;
	}

	@PostMapping("/roles")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.BODY)
	ResponseEntity<AccessJson.RoleShown> createRole(@RequestBody AccessRequests.CreateRole body) {
		Role role = this.roles.create(body.tenantId(), body.settings());
		return Answers.created(AccessJson.RoleShown.of(role), role.id(), role.version());
	}

	@GetMapping("/roles")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.QUERY)
	ResponseEntity<List<AccessJson.RoleShown>> listRoles(
			@RequestParam(name = "tenant_id", required = false) @Nullable TenantId tenantId,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Slice slice = Slice.of(this.cursors, "roles", cursor, limit);
		List<Role> roles = this.roles.list(tenantId, slice.after(), slice.asked());
		return Answers.page(slice.cut(roles).stream().map(AccessJson.RoleShown::of).toList(),
				slice.next(this.cursors, roles, Role::id));
	}

	@GetMapping("/roles/{id}")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<AccessJson.RoleShown> getRole(@PathVariable ResourceId id) {
		return shown(this.roles.get(id.value()));
	}

	@PatchMapping("/roles/{id}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<AccessJson.RoleShown> updateRole(@PathVariable ResourceId id, @IfMatch @Nullable Long version,
			@RequestBody AccessRequests.UpdateRole body) {
		return shown(this.roles.update(id.value(), version, body::applyTo));
	}

	@DeleteMapping("/roles/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<Void> deleteRole(@PathVariable ResourceId id, @IfMatch @Nullable Long version) {
		this.roles.delete(id.value(), version);
		return Answers.gone();
	}

	@PostMapping("/roles/assign/{keyId}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom({ TenantSource.RESOURCE, TenantSource.BODY })
	AccessJson.Success assignRoleToKey(@PathVariable ResourceId keyId, @RequestBody AccessRequests.AssignRole body) {
		this.roles.assign(keyId.value(), body.required());
		return AccessJson.Success.YES;
	}

	/**
	 * Takes the role from a key; which one need not be said, as a key has one at most.
	 */
	@DeleteMapping("/roles/assign/{keyId}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom({ TenantSource.RESOURCE, TenantSource.BODY })
	AccessJson.Success removeRoleFromKey(@PathVariable ResourceId keyId,
			@RequestBody(required = false) AccessRequests.@Nullable RemoveRole body) {
		ResourceId role = (body != null) ? body.roleId() : null;
		this.roles.remove(keyId.value(), (role != null) ? role.value() : null);
		return AccessJson.Success.YES;
	}

	private static ResponseEntity<AccessJson.RoleShown> shown(Role role) {
		return Answers.of(AccessJson.RoleShown.of(role), role.version());
	}

}
