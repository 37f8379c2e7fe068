package io.stratum.controlplane;

import java.util.List;
import java.util.Map;

import io.stratum.access.Scope;
import io.stratum.permission.PermissionPolicy;
import io.stratum.permission.Permissions;
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
 * What tenants may do.
 */
@RestController
class PermissionController {

	private final Permissions permissions;

	private final Cursors cursors;

	PermissionController(Permissions permissions, Cursors cursors) {
		this.permissions = permissions;
		this.cursors = cursors;
	}

	@GetMapping("/tenants/{id}/permissions")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	Map<String, PermissionJson.Resolved> resolvePermissions(@PathVariable TenantId id) {
		return PermissionJson.Resolved.of(this.permissions.effective(id));
	}

	@PostMapping("/tenants/{id}/permissions")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<PermissionJson.Policy> createPermission(@PathVariable TenantId id,
			@RequestBody PermissionRequests.Create body) {
		PermissionPolicy policy = this.permissions.grant(id, body.grant());
		return Answers.created(PermissionJson.Policy.of(policy), policy.id(), policy.version());
	}

	@GetMapping("/tenants/{id}/permissions/policies")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<PermissionJson.Policy>> listPermissionPolicies(@PathVariable TenantId id,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Slice slice = Slice.of(this.cursors, "permissions", cursor, limit);
		List<PermissionPolicy> policies = slice.of(this.permissions.policies(id), PermissionPolicy::id);
		return Answers.page(slice.cut(policies).stream().map(PermissionJson.Policy::of).toList(),
				slice.next(this.cursors, policies, PermissionPolicy::id));
	}

	@GetMapping("/tenants/{id}/permissions/explain")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	PermissionJson.Explanation explainPermission(@PathVariable TenantId id, @RequestParam String key) {
		return PermissionJson.Explanation.of(this.permissions.explain(id, key));
	}

	@GetMapping("/tenants/{id}/permissions/{policyId}")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<PermissionJson.Policy> getPermissionPolicy(@PathVariable TenantId id,
			@PathVariable ResourceId policyId) {
		return shown(this.permissions.policy(id, policyId.value()));
	}

	@PatchMapping("/tenants/{id}/permissions/{policyId}")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<PermissionJson.Policy> updatePermission(@PathVariable TenantId id, @PathVariable ResourceId policyId,
			@IfMatch @Nullable Long version, @RequestBody PermissionRequests.Update body) {
		return shown(this.permissions.update(id, policyId.value(), body.change(version)));
	}

	@DeleteMapping("/tenants/{id}/permissions/{policyId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<Void> deletePermission(@PathVariable TenantId id, @PathVariable ResourceId policyId,
			@IfMatch @Nullable Long version) {
		this.permissions.revoke(id, policyId.value(), version);
		return Answers.gone();
	}

	private static ResponseEntity<PermissionJson.Policy> shown(PermissionPolicy policy) {
		return Answers.of(PermissionJson.Policy.of(policy), policy.version());
	}

}
