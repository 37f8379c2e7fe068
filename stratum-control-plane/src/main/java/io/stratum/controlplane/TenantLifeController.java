package io.stratum.controlplane;

import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.LifecycleStep;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The life of tenants and their place in the tree.
 */
@RestController
class TenantLifeController {

	private final Tenants tenants;

	TenantLifeController(Tenants tenants) {
		this.tenants = tenants;
	}

	@DeleteMapping("/tenants/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<Void> deleteTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version) {
		this.tenants.step(id, LifecycleStep.DELETE, version);
		return Answers.gone();
	}

	@PostMapping("/tenants/{id}/suspend")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> suspendTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version) {
		return shown(this.tenants.step(id, LifecycleStep.SUSPEND, version));
	}

	@PostMapping("/tenants/{id}/resume")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> resumeTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version) {
		return shown(this.tenants.step(id, LifecycleStep.RESUME, version));
	}

	@PostMapping("/tenants/{id}/archive")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> archiveTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version) {
		return shown(this.tenants.step(id, LifecycleStep.ARCHIVE, version));
	}

	@PostMapping("/tenants/{id}/move")
	@RequiresScope(Scope.WRITE)
	@TenantFrom({ TenantSource.PATH, TenantSource.BODY })
	ResponseEntity<TenantJson.Shown> moveTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version,
			@RequestBody TenantRequests.Move body) {
		return shown(this.tenants.move(id, body.destination(), version));
	}

	@PostMapping("/tenants/{id}/reorder")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<TenantJson.Shown> reorderTenant(@PathVariable TenantId id, @IfMatch @Nullable Long version,
			@RequestBody TenantRequests.Reorder body) {
		return shown(this.tenants.reorder(id, body.place(), version));
	}

	private static ResponseEntity<TenantJson.Shown> shown(Tenant tenant) {
		return Answers.of(TenantJson.Shown.of(tenant), tenant.version());
	}

}
