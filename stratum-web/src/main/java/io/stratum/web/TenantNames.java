package io.stratum.web;

import java.util.regex.Pattern;

import io.stratum.tenant.TenantId;

/**
 * Syntax of what a request may call a tenant.
 */
final class TenantNames {

	private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]{0,62}");

	private TenantNames() {
	}

	static boolean isId(String name) {
		return TenantId.isCanonical(name);
	}

	static boolean isSlug(String name) {
		return SLUG.matcher(name).matches();
	}

}
