package io.stratum.tenant;

import java.util.Locale;

/**
 * Where a tenant is in its life.
 */
public enum TenantStatus {

	/** In use; so are all of its ancestors. */
	ACTIVE,
	/** Switched off for a while; its data stays. */
	SUSPENDED,
	/** Put away; may be resumed until it is purged. */
	ARCHIVED;

	/**
	 * Returns the name used in SQL and JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the name used in SQL and JSON.
	 * @param wireName the name in lower case
	 * @return the status
	 * @throws IllegalArgumentException if there is no such status
	 */
	public static TenantStatus ofWireName(String wireName) {
		for (TenantStatus status : values()) {
			if (status.wireName().equals(wireName)) {
				return status;
			}
		}
		throw new IllegalArgumentException("No tenant status is called '" + wireName + "'");
	}

}
