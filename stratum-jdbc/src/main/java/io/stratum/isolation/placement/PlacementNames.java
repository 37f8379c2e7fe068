package io.stratum.isolation.placement;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import io.stratum.StratumStartupException;

/**
 * Names schemas and databases after the placement, never after the tenant.
 *
 * <p>
 * <b>Guarantees.</b> Two placements never have the same name, no name exceeds the 63
 * bytes of PostgreSQL, and renaming a tenant changes none.
 */
public final class PlacementNames {

	private static final int LONGEST_PREFIX = 24;

	private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]*");

	private static final Pattern SCHEMA = Pattern.compile("t_[0-9a-f]{32}");

	private final String prefix;

	/**
	 * Creates names with a prefix for databases, which tells applications on one server
	 * apart.
	 * @param prefix 1 to 24 characters of {@code a-z 0-9 _}, a letter first
	 * @throws StratumStartupException if the prefix breaks the rule
	 */
	public PlacementNames(String prefix) {
		if (prefix.length() > LONGEST_PREFIX || !PREFIX.matcher(prefix).matches()) {
			throw new StratumStartupException("'" + prefix + "' cannot begin the names of databases.",
					"Set 'stratum.isolation.database.prefix' to 1 to 24 characters of a-z, 0-9 and _, a letter first.");
		}
		this.prefix = prefix;
	}

	/**
	 * Creates names with the prefix that comes closest to the name of an application.
	 * @param application any name
	 * @return names with a prefix that follows the rule
	 */
	public static PlacementNames ofApplication(String application) {
		String plain = application.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
		String led = plain.replaceFirst("^[^a-z]+", "");
		return new PlacementNames(led.isEmpty() ? "app" : led.substring(0, Math.min(led.length(), LONGEST_PREFIX)));
	}

	String schema(UUID placement) {
		return "t_" + hex(placement);
	}

	String database(UUID placement) {
		return this.prefix + "_t_" + hex(placement);
	}

	/** Returns the pattern of all names of databases of this application. */
	String databases() {
		return "^" + this.prefix + "_t_[0-9a-f]{32}$";
	}

	/**
	 * Tells whether a name is that of a schema made for some placement.
	 * @param name any name
	 * @return whether it has the form of such names; databases have another
	 */
	public static boolean isSchema(String name) {
		return SCHEMA.matcher(name).matches();
	}

	/** Tells whether a name was made for that placement, under whatever prefix. */
	static boolean isOf(UUID placement, String name) {
		return name.equals("t_" + hex(placement)) || name.endsWith("_t_" + hex(placement));
	}

	private static String hex(UUID id) {
		return id.toString().replace("-", "");
	}

}
