package io.stratum.permission;

import java.util.List;
import java.util.Locale;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Why a tenant has what it has of one permission.
 *
 * @param key the permission
 * @param effective what the tenant has of it, or {@code null} if it has no share at all
 * @param steps what happened at each level, root first
 */
public record PermissionExplanation(String key, @Nullable EffectivePermission effective, List<Step> steps) {

	/**
	 * Keeps a copy of the steps.
	 */
	public PermissionExplanation {
		steps = List.copyOf(steps);
	}

	/**
	 * What happened at one level.
	 *
	 * @param tenantId the tenant of the level
	 * @param policy its own policy for the key, if it has one
	 * @param inflow what arrived from above, if anything did
	 * @param outcome what goes on from here, if anything does; at the last level what the
	 * tenant has
	 * @param effect what the policy did
	 */
	public record Step(TenantId tenantId, @Nullable PermissionPolicy policy, @Nullable EffectivePermission inflow,
			@Nullable EffectivePermission outcome, Effect effect) {

	}

	/**
	 * What a policy does at its level.
	 */
	public enum Effect {

		/** There is no policy, so what arrives goes on. */
		PASSED,
		/** An operator's policy sets value and mode as given. */
		GRANTED,
		/** A tenant's policy lets through at most what arrives. */
		LIMITED,
		/** A tenant's policy yields nothing, as nothing arrives. */
		NO_INFLOW,
		/** A frozen policy sets value and mode as given, for its own tenant. */
		FROZEN,
		/** A frozen policy of an ancestor concerns that ancestor alone. */
		FROZEN_ABOVE,
		/** The permission is locked further up, so the policy is ignored. */
		HIDDEN,
		/** The ancestor is archived, so its policy is ignored. */
		ARCHIVED;

		/**
		 * Returns the name used in JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
