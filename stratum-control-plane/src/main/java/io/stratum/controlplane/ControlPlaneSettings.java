package io.stratum.controlplane;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What may be chosen about the API.
 *
 * @param basePath path below which it is served, beginning with a slash and not ending
 * with one
 * @param requireIfMatch whether a change must state the version it saw
 * @param allowedOrigins origins whose scripts may call it; empty for none
 * @param idempotencyRetention how long answers to repeatable requests are kept
 * @param docs who may read its description
 * @param docsPath path of the page that shows its description
 * @param limits how many requests are taken
 * @param accessLog whether each request is logged
 */
public record ControlPlaneSettings(String basePath, boolean requireIfMatch, List<String> allowedOrigins,
		Duration idempotencyRetention, Docs docs, String docsPath, Limits limits, boolean accessLog) {

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._-]+)+");

	/**
	 * Keeps a copy of the origins.
	 * @throws IllegalArgumentException if a path is malformed, or the page lies where the
	 * API does
	 */
	public ControlPlaneSettings {
		requirePath(basePath);
		requirePath(docsPath);
		if ((docsPath + "/").startsWith(basePath + "/")) {
			throw new IllegalArgumentException("The page '" + docsPath + "' lies below the API at '" + basePath
					+ "'. Choose another path for it.");
		}
		allowedOrigins = List.copyOf(allowedOrigins);
	}

	private static void requirePath(String path) {
		if (!PATH.matcher(path).matches()) {
			throw new IllegalArgumentException("The path '" + path
					+ "' does not begin with a slash, or has other characters than letters, digits, '.', '_' and '-'.");
		}
	}

	/**
	 * How many requests are taken.
	 *
	 * @param credential from a credential that states no limit of its own
	 * @param tenant from all credentials of a tenant together, or {@code null} for any
	 * number
	 * @param failures from an address with bad credentials
	 */
	public record Limits(RateLimit credential, @Nullable RateLimit tenant, RateLimit failures) {

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
