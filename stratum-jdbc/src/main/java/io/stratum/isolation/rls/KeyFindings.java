package io.stratum.isolation.rls;

import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.Index;
import io.stratum.isolation.catalog.CatalogTable.Reference;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorSeverity;

/**
 * Keys and indexes of tenant-owned tables that forget the tenant.
 */
final class KeyFindings {

	private final CatalogSnapshot catalog;

	private final String column;

	KeyFindings(CatalogSnapshot catalog) {
		this.catalog = catalog;
		this.column = catalog.declared().column();
	}

	Stream<DoctorFinding> all() {
		return Stream.concat(this.catalog.owned().stream().flatMap(this::of),
				this.catalog.tables().stream().flatMap(this::references));
	}

	private Stream<DoctorFinding> of(CatalogTable table) {
		return Stream.of(leadingIndex(table), uniqueness(table), filters(table), counters(table))
			.flatMap((found) -> found);
	}

	/** D08: each statement of a tenant would read the rows of all. */
	private Stream<DoctorFinding> leadingIndex(CatalogTable table) {
		return table.isLedBy(this.column) ? Stream.of()
				: Stream.of(warn("D08", table, "No index is led by the tenant column, so a read visits all rows.",
						String.join("; ", new TenantIndex(table, this.column).statements()) + ";"));
	}

	/** D09: a conflict with a foreign row reveals that it exists. */
	private Stream<DoctorFinding> uniqueness(CatalogTable table) {
		return table.indexes()
			.stream()
			.filter((index) -> index.unique() && !index.columns().contains(this.column))
			.map((index) -> warn("D09", table,
					"The unique index \"" + index.name() + "\" is without the tenant, so a conflict reveals "
							+ "that another tenant has the value.",
					"Make it unique per tenant: add the column " + SqlIdentifier.quote(this.column)
							+ ". Random identifiers reveal nothing; accept those with a suppression."));
	}

	/** D10: checks and cascades of a foreign key ignore policies. */
	private Stream<DoctorFinding> references(CatalogTable table) {
		return table.references()
			.stream()
			.filter((reference) -> this.catalog.isOwned(reference.target()) && !carriesTenant(reference))
			.map((reference) -> DoctorFinding.of("D10", DoctorSeverity.ERROR, table.table().toString(),
					"The foreign key \"" + reference.name() + "\" is without the tenant, so a row can refer to, "
							+ "and fall with, a row of another tenant.",
					"Let it refer to (%s, …) of \"%s\", which needs a unique key on these columns."
						.formatted(this.column, reference.target())));
	}

	private boolean carriesTenant(Reference reference) {
		int position = reference.columns().indexOf(this.column);
		return position >= 0 && this.column.equals(reference.targets().get(position));
	}

	/** D16: conditions that may not run before the policy cannot use their index. */
	private Stream<DoctorFinding> filters(CatalogTable table) {
		return table.indexes()
			.stream()
			.filter(Index::leaking)
			.map((index) -> warn("D16", table,
					"Under a policy a search in the index \"" + index.name() + "\" runs after the filter by tenant, "
							+ "because its operators are not leakproof.",
					"Store what is searched for in a generated column of type text, uuid, integer or timestamp: "
							+ index.definition()));
	}

	/** D22: keys from a counter collide when tenants come together. */
	private Stream<DoctorFinding> counters(CatalogTable table) {
		return table.counted()
			.stream()
			.map((name) -> warn("D22", table,
					"The key column \"" + name + "\" is counted, so its values are not unique across placements.",
					"Use UUIDv7 keys, if the tenant shall ever move back into shared tables."));
	}

	private static DoctorFinding warn(String id, CatalogTable table, String finding, String remedy) {
		return DoctorFinding.of(id, DoctorSeverity.WARN, table.table().toString(), finding, remedy);
	}

}
