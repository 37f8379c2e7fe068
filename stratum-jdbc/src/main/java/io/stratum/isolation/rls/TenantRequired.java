package io.stratum.isolation.rls;

import java.util.List;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.rls.RowLevelSecurityPlan.Step;

/**
 * Makes the tenant column of a table {@code not null}, once every row has a tenant.
 *
 * <p>
 * A large table is checked first by a constraint that is validated beside its writers, so
 * that the last step finds nothing left to look at.
 */
final class TenantRequired {

	static final long LARGE = 8L << 20;

	private static final String PURPOSE = "require a tenant";

	private static final String CHECK = "stratum_tenant_not_null";

	private final String column;

	TenantRequired(String column) {
		this.column = SqlIdentifier.quote(column);
	}

	String rowsWithout(TableName table) {
		return "select from %s where %s is null".formatted(table.quoted(), this.column);
	}

	String require(TableName table) {
		return "alter table %s alter column %s set not null".formatted(table.quoted(), this.column);
	}

	List<Step> steps(CatalogTable table) {
		return (table.bytes() < LARGE) ? List.of(step(table, require(table.table()))) : large(table);
	}

	Step blocked(CatalogTable table) {
		return new Step(table.table().toString(), PURPOSE, List.of(),
				("Rows of \"%s\" have no tenant; nobody sees them. Fill them in as the owner, then apply again: "
						+ "update %s set %s = … where %s is null")
					.formatted(table.table(), table.table().quoted(), this.column, this.column));
	}

	private List<Step> large(CatalogTable table) {
		String name = table.table().quoted();
		String check = SqlIdentifier.quote(CHECK);
		String drop = "alter table %s drop constraint if exists %s".formatted(name, check);
		return List.of(
				step(table, drop,
						"alter table %s add constraint %s check (%s is not null) not valid".formatted(name, check,
								this.column)),
				step(table, "alter table %s validate constraint %s".formatted(name, check)),
				step(table, require(table.table()), drop));
	}

	private static Step step(CatalogTable table, String... statements) {
		return new Step(table.table().toString(), PURPOSE, List.of(statements), null);
	}

}
