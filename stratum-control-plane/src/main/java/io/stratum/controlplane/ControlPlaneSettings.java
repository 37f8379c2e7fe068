package io.stratum.controlplane;

import java.util.List;

/**
 * What may be chosen about the API.
 *
 * @param basePath path below which it is served, beginning with a slash and not ending
 * with one
 * @param requireIfMatch whether a change must state the version it saw
 * @param allowedOrigins origins whose scripts may call it; empty for none
 * @param docs who may read its description
 * @param limit how many requests a credential may send that states no limit of its own
 * @param failures how many bad credentials an address may send
 */
public record ControlPlaneSettings(String basePath, boolean requireIfMatch, List<String> allowedOrigins, Docs docs,
		RateLimit limit, RateLimit failures) {

	/**
	 * Keeps a copy of the origins.
	 * @throws IllegalArgumentException if the base path is malformed
	 */
	public ControlPlaneSettings {
		if (!basePath.matches("(/[A-Za-z0-9._-]+)+")) {
			throw new IllegalArgumentException("The base path '" + basePath
					+ "' does not begin with a slash, or has other characters than letters, digits, '.', '_' and '-'.");
		}
		allowedOrigins = List.copyOf(allowedOrigins);
	}

	/**
	 * Who may read the description of the API.
	 */
	public enum Docs {

		/** Nobody. */
		OFF,
		/** Whoever has a valid credential. */
		AUTHENTICATED,
		/** Everybody. */
		PUBLIC

	}

}
