package io.stratum.controlplane;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.permission.EffectivePermission;
import io.stratum.permission.PermissionExplanation;
import io.stratum.permission.PermissionPolicy;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Permissions as answers show them.
 */
final class PermissionJson {

	private PermissionJson() {
	}

	@Schema(name = "ResolvedPermission")
	record Resolved(UUID policyId, String key, @Nullable Object value, String mode, TenantId sourceTenantId,
			boolean locked, boolean delegated) {

		static Resolved of(EffectivePermission permission) {
			return new Resolved(permission.policyId(), permission.key(), permission.value(), permission.mode().name(),
					permission.sourceTenantId(), permission.locked(), permission.delegated());
		}

		static Map<String, Resolved> of(Map<String, EffectivePermission> permissions) {
			Map<String, Resolved> resolved = new LinkedHashMap<>();
			permissions.forEach((key, permission) -> resolved.put(key, of(permission)));
			return resolved;
		}

		static @Nullable Resolved ofNullable(@Nullable EffectivePermission permission) {
			return (permission != null) ? of(permission) : null;
		}

	}

	@Schema(name = "PermissionPolicy")
	record Policy(UUID id, TenantId tenantId, String key, @Nullable Object value, String mode, String revocationMode,
			TenantId sourceTenantId, @Nullable TenantId grantedBy, boolean frozen, long version, Instant createdAt,
			Instant updatedAt) {

		static Policy of(PermissionPolicy policy) {
			return new Policy(policy.id(), policy.tenantId(), policy.key(), policy.value(), policy.mode().name(),
					policy.revocationMode().name(), policy.tenantId(), policy.grantedBy(), policy.frozen(),
					policy.version(), policy.createdAt(), policy.updatedAt());
		}

	}

	@Schema(name = "PermissionExplanation")
	record Explanation(String key, @Nullable Resolved effective, List<Step> steps) {

		static Explanation of(PermissionExplanation explanation) {
			return new Explanation(explanation.key(), Resolved.ofNullable(explanation.effective()),
					explanation.steps().stream().map(Step::of).toList());
		}

	}

	@Schema(name = "PermissionExplanationStep")
	record Step(TenantId tenantId, @Nullable UUID policyId, @Nullable TenantId grantedBy, @Nullable Resolved inflow,
			@Nullable Object value, @Nullable String mode, String effect, @Nullable Resolved outcome) {

		static Step of(PermissionExplanation.Step step) {
			PermissionPolicy policy = step.policy();
			String effect = step.effect().wireName();
			Resolved inflow = Resolved.ofNullable(step.inflow());
			Resolved outcome = Resolved.ofNullable(step.outcome());
			return (policy != null)
					? new Step(step.tenantId(), policy.id(), policy.grantedBy(), inflow, policy.value(),
							policy.mode().name(), effect, outcome)
					: new Step(step.tenantId(), null, null, inflow, null, null, effect, outcome);
		}

	}

}
