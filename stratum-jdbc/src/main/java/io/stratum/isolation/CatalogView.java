package io.stratum.isolation;

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
record CatalogView(String schema, String name, String kind, boolean invoker, List<TableName> tables) {

	TableName view() {
		return new TableName(this.schema, this.name);
	}

	boolean isMaterialized() {
		return "m".equals(this.kind);
	}

}
