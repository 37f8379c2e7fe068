package io.stratum.isolation.catalog;

import java.util.List;

/**
 * What the catalog says about one of the four roles.
 *
 * @param name its name
 * @param present whether it exists
 * @param enters whether it may use the schema {@code stratum}
 * @param executes whether it may call the companion function
 * @param companion whether the companion function exists
 * @param closed schemas with tables that it may not use
 */
public record CatalogRole(String name, boolean present, boolean enters, boolean executes, boolean companion,
		List<String> closed) {

}
