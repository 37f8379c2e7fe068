package io.stratum.isolation.catalog;

import java.util.Comparator;

import io.stratum.engine.SqlIdentifier;

/**
 * Name of a table as the catalog of PostgreSQL spells it.
 *
 * @param schema name of its schema, unquoted
 * @param name its own name, unquoted
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

	private static final Comparator<TableName> ORDER = Comparator.comparing(TableName::schema)
		.thenComparing(TableName::name);

	/**
	 * Reads {@code table} or {@code schema.table}, both unquoted.
	 * @param text the text
	 * @param defaultSchema the schema of a name without one
	 * @return the name
	 */
	public static TableName parse(String text, String defaultSchema) {
		int dot = text.indexOf('.');
		return (dot < 0) ? new TableName(defaultSchema, text)
				: new TableName(text.substring(0, dot), text.substring(dot + 1));
	}

	/**
	 * Returns the name for SQL text.
	 * @return both parts in double quotes
	 */
	public String quoted() {
		return SqlIdentifier.quote(this.schema) + "." + SqlIdentifier.quote(this.name);
	}

	@Override
	public int compareTo(TableName other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return this.schema + "." + this.name;
	}

}
