package io.stratum.crypto;

import java.nio.charset.StandardCharsets;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Place a ciphertext belongs to; anywhere else it does not open.
 *
 * @param tenant the tenant it belongs to, or {@code null} for the platform
 * @param purpose what kind of value it is, such as {@code config}; lower-case letters,
 * digits and hyphens
 * @param key which value of that kind it is, such as {@code smtp.password}
 */
public record AssociatedData(@Nullable TenantId tenant, String purpose, String key) {

	/**
	 * Checks that no two places read the same.
	 * @throws IllegalArgumentException if the purpose has any other character
	 */
	public AssociatedData {
		if (!purpose.matches("[a-z][a-z0-9-]*")) {
			throw new IllegalArgumentException("Purpose '" + purpose + "' has other characters than a-z, 0-9 and -");
		}
	}

	/**
	 * Names a place of a tenant.
	 * @param tenant the tenant
	 * @param purpose what kind of value it is
	 * @param key which value of that kind it is
	 * @return the place
	 */
	public static AssociatedData of(TenantId tenant, String purpose, String key) {
		return new AssociatedData(tenant, purpose, key);
	}

	/**
	 * Names a place of the platform, which belongs to no tenant.
	 * @param purpose what kind of value it is
	 * @param key which value of that kind it is
	 * @return the place
	 */
	public static AssociatedData platform(String purpose, String key) {
		return new AssociatedData(null, purpose, key);
	}

	byte[] bytes() {
		return toString().getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Returns what is bound into the ciphertext.
	 * @return {@code tenant|purpose|key}
	 */
	@Override
	public String toString() {
		return ((this.tenant != null) ? this.tenant.toString() : "platform") + "|" + this.purpose + "|" + this.key;
	}

}
