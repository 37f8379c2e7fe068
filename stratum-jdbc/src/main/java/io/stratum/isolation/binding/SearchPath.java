package io.stratum.isolation.binding;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in which schemas PostgreSQL looks for the tables of a tenant.
 */
public final class SearchPath {

	private static final Pattern TENANT_SCHEMA = Pattern.compile("t_[0-9a-f]{32}");

	private SearchPath() {
	}

	/**
	 * Returns the value of the setting, each name quoted.
	 * @param schema the schema of a tenant
	 * @param tail schemas searched after it
	 * @return the value of {@code search_path}
	 * @throws IllegalArgumentException if the schema has no name of a tenant's schema
	 */
	public static String of(String schema, List<String> tail) {
		if (!TENANT_SCHEMA.matcher(schema).matches()) {
			throw new IllegalArgumentException("'" + schema + "' is no name of a tenant's schema.");
		}
		return Stream.concat(Stream.of(schema), tail.stream()).map(SearchPath::quote).collect(Collectors.joining(", "));
	}

	private static String quote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

}
