package io.stratum.isolation.rls;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.StoredPolicy;
import io.stratum.isolation.catalog.CatalogTable.TenantColumn;
import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.doctor.DoctorFinding;

/**
 * Describes each table of a snapshot and what is to be done about it first.
 */
final class Scan {

	private final CatalogSnapshot catalog;

	private final PolicyText text;

	private final Predicate<String> exists;

	Scan(CatalogSnapshot catalog, PolicyText text, Predicate<String> exists) {
		this.catalog = catalog;
		this.text = text;
		this.exists = exists;
	}

	RowLevelSecurityReport report(List<DoctorFinding> findings) {
		List<TableProtection> tables = this.catalog.tables()
			.stream()
			.sorted(Comparator.comparing(CatalogTable::table))
			.map((table) -> describe(table, findings))
			.toList();
		return new RowLevelSecurityReport(tables, findings);
	}

	private TableProtection describe(CatalogTable table, List<DoctorFinding> findings) {
		boolean owned = this.catalog.classOf(table) == TableClass.TENANT_OWNED;
		PolicyComparison policies = new PolicyComparison(owned ? this.text.policies() : List.of(), table);
		TenantColumn column = table.tenant();
		return new TableProtection(table.table(), this.catalog.classOf(table), (column != null) ? column.type() : null,
				column != null && column.required(), table.isLedBy(this.catalog.declared().column()), table.rls(),
				table.force(), names(policies.current()), names(policies.missing()), names(policies.stale()),
				policies.surplus(), policies.foreign().stream().map(StoredPolicy::name).toList(), grants(table),
				this.catalog.viewsOf(table.table()), owned && hasStrays(table), nextAction(table, findings));
	}

	private boolean hasStrays(CatalogTable table) {
		TenantColumn column = table.tenant();
		return column != null && !column.required()
				&& this.exists.test(new TenantRequired(this.catalog.declared().column()).rowsWithout(table.table()));
	}

	private static String nextAction(CatalogTable table, List<DoctorFinding> findings) {
		return findings.stream()
			.filter((finding) -> finding.object().equals(table.table().toString()))
			.max(Comparator.comparing(DoctorFinding::severity))
			.map(DoctorFinding::remedy)
			.orElse("");
	}

	private static List<String> grants(CatalogTable table) {
		return table.grants()
			.stream()
			.filter((grant) -> !grant.role().equals(table.owner()))
			.map((grant) -> grant.role() + "=" + grant.privilege())
			.sorted()
			.toList();
	}

	private static List<String> names(List<Policy> policies) {
		return policies.stream().map(Policy::name).toList();
	}

}
