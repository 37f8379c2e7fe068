package io.stratum.controlplane;

import java.util.List;

import io.stratum.access.Scope;
import io.stratum.policy.Policies;
import io.stratum.policy.Policy;
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
 * Attribute-based policies of tenants.
 */
@RestController
class PolicyController {

	private final Policies policies;

	private final Cursors cursors;

	PolicyController(Policies policies, Cursors cursors) {
		this.policies = policies;
		this.cursors = cursors;
	}

	@PostMapping("/tenants/{tenantId}/abac-policies")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<PolicyJson.Shown> createAbacPolicy(@PathVariable TenantId tenantId,
			@RequestBody PolicyRequests.Create body) {
		Policy policy = this.policies.create(tenantId, body.description());
		return Answers.created(PolicyJson.Shown.of(policy), policy.id(), policy.version());
	}

	@GetMapping("/tenants/{tenantId}/abac-policies")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<PolicyJson.Shown>> listAbacPolicies(@PathVariable TenantId tenantId,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return page(Slice.of(this.cursors, "abac-policies", cursor, limit), this.policies.own(tenantId));
	}

	@GetMapping("/tenants/{tenantId}/abac-policies/effective")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<PolicyJson.Shown>> listEffectiveAbacPolicies(@PathVariable TenantId tenantId,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		return page(Slice.of(this.cursors, "abac-policies", cursor, limit), this.policies.effective(tenantId));
	}

	@PostMapping("/tenants/{tenantId}/abac-policies/evaluate")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	PolicyJson.Evaluation evaluateAbac(@PathVariable TenantId tenantId, @RequestBody PolicyRequests.Evaluate body) {
		return PolicyJson.Evaluation.of(this.policies.evaluate(tenantId, body.request()));
	}

	@PostMapping("/tenants/{tenantId}/abac-policies/explain")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	PolicyJson.Explanation explainAbac(@PathVariable TenantId tenantId, @RequestBody PolicyRequests.Evaluate body) {
		return PolicyJson.Explanation.of(this.policies.explain(tenantId, body.request()));
	}

	@GetMapping("/tenants/{tenantId}/abac-policies/{policyId}")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<PolicyJson.Shown> getAbacPolicy(@PathVariable TenantId tenantId, @PathVariable ResourceId policyId) {
		return shown(this.policies.policy(tenantId, policyId.value()));
	}

	@PatchMapping("/tenants/{tenantId}/abac-policies/{policyId}")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<PolicyJson.Shown> updateAbacPolicy(@PathVariable TenantId tenantId,
			@PathVariable ResourceId policyId, @IfMatch @Nullable Long version,
			@RequestBody PolicyRequests.Update body) {
		return shown(this.policies.update(tenantId, policyId.value(), body.change(version)));
	}

	@DeleteMapping("/tenants/{tenantId}/abac-policies/{policyId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<Void> deleteAbacPolicy(@PathVariable TenantId tenantId, @PathVariable ResourceId policyId,
			@IfMatch @Nullable Long version) {
		this.policies.delete(tenantId, policyId.value(), version);
		return Answers.gone();
	}

	private ResponseEntity<List<PolicyJson.Shown>> page(Slice slice, List<Policy> policies) {
		List<Policy> oneMore = slice.of(policies, Policy::id);
		return Answers.page(slice.cut(oneMore).stream().map(PolicyJson.Shown::of).toList(),
				slice.next(this.cursors, oneMore, Policy::id));
	}

	private static ResponseEntity<PolicyJson.Shown> shown(Policy policy) {
		return Answers.of(PolicyJson.Shown.of(policy), policy.version());
	}

}
