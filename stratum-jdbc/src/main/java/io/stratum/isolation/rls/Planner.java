package io.stratum.isolation.rls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.TenantColumn;
import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.rls.RowLevelSecurityPlan.Step;

/**
 * Compares the catalog with what shall be and lists what is left to do.
 */
final class Planner {

	private final CatalogSnapshot catalog;

	private final PolicyText text;

	private final Rights rights;

	private final TenantRequired required;

	private final Predicate<String> exists;

	private final List<Step> steps = new ArrayList<>();

	Planner(CatalogSnapshot catalog, PolicyText text, Predicate<String> exists) {
		this.catalog = catalog;
		this.text = text;
		this.rights = new Rights(catalog.roles());
		this.required = new TenantRequired(catalog.declared().column());
		this.exists = exists;
	}

	List<Step> plan() {
		add("roles", "let roles into the schemas", this.rights.missingOnSchemas(this.catalog));
		add("sequences", "let roles draw numbers", this.rights.missingOn(this.catalog.surroundings().sequences()));
		List<CatalogTable> owned = new ArrayList<>(this.catalog.owned());
		owned.forEach((table) -> add(table, "add the tenant column", column(table)));
		owned.forEach((table) -> add(table, "keep tenants apart", protection(table)));
		declaredGlobals().forEach((table) -> add(table, "let roles read", this.rights.missingOnGlobal(table)));
		// Children first, so that requiring it on the parent finds nothing left to check.
		Collections.reverse(owned);
		owned.stream().filter((table) -> !table.isForeign()).forEach(this::require);
		return List.copyOf(this.steps);
	}

	private Stream<CatalogTable> declaredGlobals() {
		return this.catalog.tables()
			.stream()
			.filter((table) -> this.catalog.classOf(table) == TableClass.GLOBAL)
			.filter((table) -> this.catalog.declared().isDeclaredGlobal(table.table()));
	}

	private List<String> column(CatalogTable table) {
		boolean inherits = table.parents().stream().anyMatch(this.catalog::isOwned);
		return (table.tenant() != null || inherits || table.isForeign()) ? List.of()
				: List.of(this.text.addColumn(table.table()));
	}

	private List<String> protection(CatalogTable table) {
		TenantColumn tenant = table.tenant();
		if (table.isForeign() || (tenant != null && !tenant.isUuid())) {
			return List.of();
		}
		List<String> statements = new ArrayList<>();
		if (tenant == null || !Deparsed.matches(this.text.columnDefault(), tenant.standard())) {
			statements.add(this.text.setDefault(table.table()));
		}
		statements.addAll(switches(table));
		statements.addAll(policies(table));
		statements.addAll(this.rights.missingOnOwned(table));
		statements.addAll(CaptureTrigger.missing(table, this.catalog));
		return statements;
	}

	private List<String> switches(CatalogTable table) {
		List<String> statements = new ArrayList<>();
		if (!table.rls()) {
			statements.add(PolicyText.enable(table.table()));
		}
		if (!table.force()) {
			statements.add(PolicyText.force(table.table()));
		}
		return statements;
	}

	private List<String> policies(CatalogTable table) {
		PolicyComparison comparison = new PolicyComparison(this.text.policies(), table);
		Stream<String> surplus = comparison.surplus().stream().map((name) -> Policy.drop(name, table.table()));
		Stream<String> replaced = Stream.concat(comparison.missing().stream(), comparison.stale().stream())
			.flatMap((policy) -> policy.replace(table.table()).stream());
		return Stream.concat(surplus, replaced).toList();
	}

	private void require(CatalogTable table) {
		TenantColumn tenant = table.tenant();
		if (tenant == null) {
			requireNew(table);
		}
		else if (!tenant.required() && tenant.isUuid()) {
			this.steps.addAll(this.exists.test(this.required.rowsWithout(table.table()))
					? List.of(this.required.blocked(table)) : this.required.steps(table));
		}
	}

	private void requireNew(CatalogTable table) {
		boolean filled = this.exists.test("select from " + table.table().quoted());
		this.steps.addAll(filled ? List.of(this.required.blocked(table)) : this.required.steps(table));
	}

	private void add(CatalogTable table, String purpose, List<String> statements) {
		add(table.table().toString(), purpose, statements);
	}

	private void add(String object, String purpose, List<String> statements) {
		if (!statements.isEmpty()) {
			this.steps.add(new Step(object, purpose, statements, null));
		}
	}

}
