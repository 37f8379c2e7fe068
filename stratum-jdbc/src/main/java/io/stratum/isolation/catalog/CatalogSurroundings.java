package io.stratum.isolation.catalog;

import java.util.List;

/**
 * What the catalog says about the objects around the tables.
 *
 * @param views views and materialized views over tables
 * @param definers functions the application may call that run with the rights of their
 * owner
 * @param publicRights rights of all roles on objects of the schema {@code stratum}
 * @param sequences sequences that belong to no column, as generators of entities use them
 */
public record CatalogSurroundings(List<CatalogView> views, List<String> definers, List<PublicRight> publicRights,
		List<CatalogTable.Sequence> sequences) {

	/**
	 * A right that all roles have.
	 *
	 * @param object what on, with its kind
	 * @param privilege the right
	 */
	public record PublicRight(String object, String privilege) {

	}

}
