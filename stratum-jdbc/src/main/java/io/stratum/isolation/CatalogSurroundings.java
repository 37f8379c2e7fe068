package io.stratum.isolation;

import java.util.List;

/**
 * What the catalog says about the objects around the tables.
 *
 * @param views views and materialized views over tables
 * @param definers functions the application may call that run with the rights of their
 * owner
 * @param publicRights rights of all roles on objects of the schema {@code stratum}
 */
record CatalogSurroundings(List<CatalogView> views, List<String> definers, List<PublicRight> publicRights) {

	/**
	 * A right that all roles have.
	 *
	 * @param object what on, with its kind
	 * @param privilege the right
	 */
	record PublicRight(String object, String privilege) {

	}

}
