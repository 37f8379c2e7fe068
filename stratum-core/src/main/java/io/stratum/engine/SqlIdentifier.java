package io.stratum.engine;

import java.nio.charset.StandardCharsets;

/**
 * Quotes the names of tables, columns and roles for SQL text.
 *
 * <p>
 * Names cannot travel as parameters, so whoever builds SQL from a name takes it from
 * here.
 */
public final class SqlIdentifier {

	private static final int LONGEST = 63;

	private SqlIdentifier() {
	}

	/**
	 * Quotes one name, exactly as written.
	 * @param name a name of 1 to 63 bytes in UTF-8
	 * @return the name in double quotes
	 * @throws IllegalArgumentException if the name is empty, too long for PostgreSQL or
	 * contains a NUL character
	 */
	public static String quote(String name) {
		if (name.isEmpty() || name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
			throw new IllegalArgumentException(
					"The name \"" + name + "\" is not a PostgreSQL identifier of 1 to 63 bytes.");
		}
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
