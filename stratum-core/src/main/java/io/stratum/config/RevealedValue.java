package io.stratum.config;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A sensitive value in clear, as somebody asked for it with a reason.
 *
 * <p>
 * The text form leaves out the value.
 *
 * @param key the key
 * @param value the value in clear
 * @param source the tenant that set it, or {@code null} for a declared default
 */
public record RevealedValue(String key, @Nullable Object value, @Nullable TenantId source) {

	@Override
	public String toString() {
		return "RevealedValue[" + this.key + "]";
	}

}
