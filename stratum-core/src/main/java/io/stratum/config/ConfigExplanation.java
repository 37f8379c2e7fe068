package io.stratum.config;

import java.util.List;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Why a key has the value it has.
 *
 * @param key the key
 * @param effective the value that holds, or {@code null} if nobody sets one
 * @param steps what each level said, from the root to the tenant; levels that say nothing
 * are left out
 */
public record ConfigExplanation(String key, @Nullable EffectiveValue effective, List<Step> steps) {

	/**
	 * Keeps a copy of the steps.
	 */
	public ConfigExplanation {
		steps = List.copyOf(steps);
	}

	/**
	 * What one level said.
	 *
	 * @param tenant the tenant, or {@code null} for the declared default
	 * @param depth the tenant's number of ancestors, -1 for the declared default
	 * @param value what it said; {@code null} for JSON null and for a masked value
	 * @param locked whether it locked the key
	 * @param masked whether the value is left out: because it is secret, or because it is
	 * an ancestor's, out of the caller's reach and not in effect
	 * @param effect what became of it
	 * @param effective whether the effective value comes from here
	 */
	public record Step(@Nullable TenantId tenant, int depth, @Nullable Object value, boolean locked, boolean masked,
			ConfigEffect effect, boolean effective) {

	}

}
