package io.stratum.config;

import java.util.List;
import java.util.Locale;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Effective config of two tenants side by side.
 *
 * @param first the one tenant
 * @param second the other tenant
 * @param lines one for each key of either, sorted by key, equal ones included
 */
public record ConfigDiff(Operand first, Operand second, List<Line> lines) {

	/**
	 * Keeps a copy of the lines.
	 */
	public ConfigDiff {
		lines = List.copyOf(lines);
	}

	/**
	 * Returns the lines in which the tenants differ.
	 * @return lines with another value or none on one side
	 */
	public List<Line> changes() {
		return this.lines.stream().filter((line) -> !line.equal()).toList();
	}

	/**
	 * One of the tenants.
	 *
	 * @param id its id
	 * @param name its name
	 */
	public record Operand(TenantId id, String name) {

	}

	/**
	 * One key.
	 *
	 * @param key the key
	 * @param first what the one tenant has, or {@code null} for nothing
	 * @param second what the other tenant has, or {@code null} for nothing
	 * @param equal whether both have the same value; secrets are the same only if one
	 * tenant set both
	 */
	public record Line(String key, @Nullable Side first, @Nullable Side second, boolean equal) {

	}

	/**
	 * What one tenant has.
	 *
	 * @param value the value; {@code null} for JSON null and for a masked value
	 * @param status where it comes from
	 * @param source the tenant that set it, or {@code null} for a declared default
	 * @param masked whether the value is left out because it is secret
	 */
	public record Side(@Nullable Object value, Status status, @Nullable TenantId source, boolean masked) {

	}

	/**
	 * Where a value comes from.
	 */
	public enum Status {

		/** The tenant set it itself. */
		OWN,
		/** An ancestor or the declaration gives it. */
		INHERITED,
		/** A lock is in force. */
		LOCKED;

		/**
		 * Returns the name used in JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
