package io.stratum.isolation.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the audit log shows of the rows of one table.
 *
 * @param resource kind of resource that entries name, such as {@code order_line}
 * @param key columns that tell one row of a tenant from another
 * @param fields columns that are shown; a change of no other leaves an entry
 * @param secrets regular expression of names that are secret inside JSON values
 */
public record CapturedTable(String resource, List<String> key, List<Field> fields, String secrets) {

	/**
	 * Keeps copies of the lists.
	 */
	public CapturedTable {
		key = List.copyOf(key);
		fields = List.copyOf(fields);
	}

	/**
	 * One column and what is shown of it.
	 *
	 * @param name name of the attribute
	 * @param part name of the member of that attribute, {@code null} if the column is all
	 * of it
	 * @param column name of the column
	 * @param shown how much of the value is shown
	 */
	public record Field(String name, @Nullable String part, String column, Shown shown) {

	}

	/**
	 * How much of a value is shown.
	 */
	public enum Shown {

		/** The value. */
		VALUE,
		/** That there is one. */
		NEVER,
		/** That there is one, or the value itself if it is true or false. */
		FLAG,
		/** The number of its bytes. */
		SIZE

	}

}
