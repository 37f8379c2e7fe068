package io.stratum.isolation.catalog;

import java.util.List;

/**
 * What the catalog says about one view.
 *
 * @param schema name of its schema
 * @param name its own name
 * @param kind {@code v} for a view, {@code m} for a materialized one
 * @param invoker whether it reads with the rights of whoever queries it
 * @param tables tables whose rows it shows, directly or through other views
 */
public record CatalogView(String schema, String name, String kind, boolean invoker, List<TableName> tables) {

	/**
	 * Returns the whole name of the view.
	 * @return its schema and name
	 */
	public TableName view() {
		return new TableName(this.schema, this.name);
	}

	/**
	 * Tells whether it keeps rows of its own.
	 * @return whether it is a materialized view
	 */
	public boolean isMaterialized() {
		return "m".equals(this.kind);
	}

}
