package io.stratum.isolation.rls;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogRole;
import io.stratum.isolation.catalog.CatalogSnapshot;

/**
 * What must be there before policies can be written: the roles and the companion
 * function.
 */
final class Foundation {

	private Foundation() {
	}

	static void require(CatalogSnapshot catalog) {
		List<CatalogRole> missing = catalog.roleFacts().stream().filter((role) -> !role.present()).toList();
		if (!missing.isEmpty()) {
			throw missingRoles(missing.stream().map(CatalogRole::name).toList());
		}
		if (catalog.roleFacts().stream().noneMatch(CatalogRole::companion)) {
			throw new StratumException(ErrorCode.INTERNAL_SERVER_ERROR,
					"The function \"stratum.visible_tenant_ids\" is missing, which the policies call. "
							+ "Migrate the engine's schema, or install the companion schema in a tenant's database.");
		}
	}

	private static StratumException missingRoles(List<String> names) {
		String remedy = names.stream()
			.map((name) -> "create role " + SqlIdentifier.quote(name) + ";")
			.collect(Collectors.joining(" "));
		return new StratumException(ErrorCode.INTERNAL_SERVER_ERROR,
				"The database has no role named " + String.join(", ", names) + ". As an administrator: " + remedy,
				Map.of("roles", names));
	}

}
