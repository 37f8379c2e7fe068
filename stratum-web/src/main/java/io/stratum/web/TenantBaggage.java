package io.stratum.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The tenant among what traces carry from one service to the next (W3C Baggage).
 */
final class TenantBaggage {

	/** Name of the header. */
	static final String HEADER = "baggage";

	private static final String TENANT = "stratum.tenant.id";

	private TenantBaggage() {
	}

	/**
	 * Takes the tenant out.
	 * @param lines the header as it was sent
	 * @return all other members in one line, empty if there are none
	 */
	static String without(Collection<String> lines) {
		return lines.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::trim)
			.filter((member) -> !member.isEmpty() && !member.split("[=;]", 2)[0].trim().equals(TENANT))
			.collect(Collectors.joining(","));
	}

	/**
	 * Puts a tenant in, in place of any that is there.
	 * @param tenant its id, or {@code null} for none
	 */
	static String with(Collection<String> lines, @Nullable String tenant) {
		String others = without(lines);
		if (tenant == null) {
			return others;
		}
		return (others.isEmpty() ? "" : others + ",") + TENANT + "=" + tenant;
	}

}
