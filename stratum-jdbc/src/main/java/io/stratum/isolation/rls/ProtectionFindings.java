package io.stratum.isolation.rls;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.StoredPolicy;
import io.stratum.isolation.catalog.CatalogTable.TenantColumn;
import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorSeverity;

/**
 * What keeps row-level security from holding on tenant-owned tables.
 */
final class ProtectionFindings {

	private static final String APPLY = "Apply row-level security, or run the generated migration.";

	private final CatalogSnapshot catalog;

	private final PolicyText text;

	ProtectionFindings(CatalogSnapshot catalog, PolicyText text) {
		this.catalog = catalog;
		this.text = text;
	}

	Stream<DoctorFinding> all() {
		return Stream.concat(unclassified(), this.catalog.owned().stream().flatMap(this::of));
	}

	private Stream<DoctorFinding> of(CatalogTable table) {
		return Stream.of(switches(table), policies(table), foreign(table), column(table), capture(table))
			.flatMap((found) -> found);
	}

	/** D04: row-level security is off or does not bind the owner. */
	private Stream<DoctorFinding> switches(CatalogTable table) {
		if (table.isForeign()) {
			return Stream.of(DoctorFinding.of("D04", DoctorSeverity.FATAL, table.table().toString(),
					"A foreign table cannot have row-level security.",
					"Keep the rows in a table of this database, or revoke the rights of the application role."));
		}
		Stream<DoctorFinding> off = table.rls() ? Stream.of()
				: Stream.of(off(table, "Row-level security is off.", PolicyText.enable(table.table())));
		Stream<DoctorFinding> unforced = table.force() ? Stream.of() : Stream.of(off(table,
				"Row-level security does not bind the owner of the table.", PolicyText.force(table.table())));
		return Stream.concat(off, unforced);
	}

	/** D05: a policy is missing or stale. */
	private Stream<DoctorFinding> policies(CatalogTable table) {
		PolicyComparison comparison = new PolicyComparison(this.text.policies(), table);
		return Stream
			.of(comparison.missing().stream().map((policy) -> "The policy \"" + policy.name() + "\" is missing."),
					comparison.stale().stream().map((policy) -> "The policy \"" + policy.name() + "\" was changed."),
					comparison.surplus()
						.stream()
						.map((name) -> "The policy \"" + name + "\" is none of the generated ones."))
			.flatMap((findings) -> findings)
			.map((finding) -> error("D05", table, finding, APPLY));
	}

	/** D05: somebody else's policy adds rows. */
	private Stream<DoctorFinding> foreign(CatalogTable table) {
		return new PolicyComparison(this.text.policies(), table).foreign()
			.stream()
			.filter(StoredPolicy::permissive)
			.map((policy) -> error("D05", table,
					"The policy \"" + policy.name() + "\" lets more rows through for "
							+ String.join(", ", policy.roles()) + ".",
					Policy.drop(policy.name(), table.table()) + "; or make it restrictive."));
	}

	/** D07: the tenant column does not force a tenant on each row. */
	private Stream<DoctorFinding> column(CatalogTable table) {
		TenantColumn column = table.tenant();
		if (column == null) {
			return Stream.of(error("D07", table, "The tenant column is missing.", APPLY));
		}
		Stream<DoctorFinding> required = column.required() ? Stream.of()
				: Stream.of(error("D07", table, "The tenant column is nullable.", fillIn()));
		Stream<String> type = column.isUuid() ? Stream.of()
				: Stream.of("The tenant column is " + column.type() + ", not uuid.");
		Stream<String> standard = Deparsed.matches(this.text.columnDefault(), column.standard()) ? Stream.of()
				: Stream.of("The tenant column does not default to the bound tenant.");
		return Stream.concat(required,
				Stream.concat(type, standard).map((finding) -> error("D07", table, finding, APPLY)));
	}

	/** D30: the trigger that notes changes for the audit log is not as it shall be. */
	private Stream<DoctorFinding> capture(CatalogTable table) {
		List<String> missing = CaptureTrigger.missing(table, this.catalog);
		if (missing.isEmpty()) {
			return Stream.of();
		}
		String finding = CaptureTrigger.isSurplus(table, this.catalog)
				? "The trigger \"%s\" captures a table that is not audited by trigger."
				: "The trigger \"%s\" is missing or was changed, so the audit log misses changes of rows.";
		return Stream.of(error("D30", table, finding.formatted(CaptureTrigger.NAME),
				"Apply row-level security, or add to a migration: " + String.join("; ", missing) + ";"));
	}

	private String fillIn() {
		return "Give each row a tenant, as the owner (update … set %1$s = … where %1$s is null), then apply again. "
			.formatted(SqlIdentifier.quote(this.catalog.declared().column()))
				+ "docs/adopt.md has a migration that does it for all tables.";
	}

	/** D06: nobody has said to whom the rows of a table belong. */
	private Stream<DoctorFinding> unclassified() {
		Stream<DoctorFinding> undecided = this.catalog.tables()
			.stream()
			.filter((table) -> this.catalog.classOf(table) == TableClass.UNCLASSIFIED)
			.map((table) -> error("D06", table, "The table is neither tenant-owned nor global.",
					"Give it the column %s, or name it in stratum.isolation.tables.global."
						.formatted(SqlIdentifier.quote(this.catalog.declared().column()))));
		Stream<DoctorFinding> absent = this.catalog.declared()
			.owned()
			.stream()
			.filter((name) -> this.catalog.table(name).isEmpty())
			.map((name) -> DoctorFinding.of("D06", DoctorSeverity.ERROR, name.toString(),
					"The model says the table is tenant-owned, the database does not have it.",
					"Run the application's migrations, or correct the name in the model."));
		return Stream.concat(undecided, absent);
	}

	private static DoctorFinding off(CatalogTable table, String finding, String sql) {
		return DoctorFinding.of("D04", DoctorSeverity.FATAL, table.table().toString(), finding, sql + ";");
	}

	private static DoctorFinding error(String id, CatalogTable table, String finding, String remedy) {
		return DoctorFinding.of(id, DoctorSeverity.ERROR, table.table().toString(), finding, remedy);
	}

}
