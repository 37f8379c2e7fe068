package io.stratum.isolation.rls;

import java.util.Locale;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.Grant;
import io.stratum.isolation.catalog.CatalogView;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorSeverity;

/**
 * Roads past the policies of tenant-owned tables: views, functions and rights.
 */
final class ExposureFindings {

	private final CatalogSnapshot catalog;

	ExposureFindings(CatalogSnapshot catalog) {
		this.catalog = catalog;
	}

	Stream<DoctorFinding> all() {
		return Stream.of(views(), definers(), unrestrained(), openTables(), openEngine()).flatMap((found) -> found);
	}

	/** D11: a view that reads with the rights of its owner. */
	private Stream<DoctorFinding> views() {
		return this.catalog.surroundings()
			.views()
			.stream()
			.filter((view) -> view.isMaterialized() || !view.invoker())
			.filter((view) -> view.tables().stream().anyMatch(this.catalog::isOwned))
			.map(ExposureFindings::describe);
	}

	private static DoctorFinding describe(CatalogView view) {
		String name = view.view().quoted();
		return view.isMaterialized()
				? DoctorFinding.of("D11", DoctorSeverity.ERROR, view.view().toString(),
						"The materialized view holds rows of all tenants and has no policies.",
						"Make it a table with a tenant column, or: revoke all on %s from public;".formatted(name))
				: DoctorFinding.of("D11", DoctorSeverity.ERROR, view.view().toString(),
						"The view reads with the rights of its owner, whom no policy of a tenant binds.",
						"alter view %s set (security_invoker = true);".formatted(name));
	}

	/** D12: a function that runs with the rights of its owner. */
	private Stream<DoctorFinding> definers() {
		return this.catalog.surroundings()
			.definers()
			.stream()
			.map((function) -> DoctorFinding.of("D12", DoctorSeverity.WARN, function,
					"The application may call the function, which runs with the rights of its owner.",
					"alter function %s security invoker; or revoke execute on it from public and the application."
						.formatted(function)));
	}

	/** D13: rights that no policy restrains. */
	private Stream<DoctorFinding> unrestrained() {
		String application = this.catalog.roles().application();
		return this.catalog.owned()
			.stream()
			.flatMap((table) -> Rights.UNRESTRAINED.stream()
				.filter((right) -> table.grants(application, right) || table.grants(CatalogTable.PUBLIC, right))
				.map((right) -> DoctorFinding.of("D13", DoctorSeverity.ERROR, table.table().toString(),
						"The application role has " + right + ", which no policy restrains.",
						"revoke %s on %s from public, %s;".formatted(right.toLowerCase(Locale.ROOT),
								table.table().quoted(), SqlIdentifier.quote(application)))));
	}

	/** D15: rights of all roles on a tenant-owned table. */
	private Stream<DoctorFinding> openTables() {
		return this.catalog.owned()
			.stream()
			.filter((table) -> table.grants().stream().map(Grant::role).anyMatch(CatalogTable.PUBLIC::equals))
			.map((table) -> DoctorFinding.of("D15", DoctorSeverity.ERROR, table.table().toString(),
					"PUBLIC has rights on the table.",
					"revoke all on %s from public;".formatted(table.table().quoted())));
	}

	/** D15: rights of all roles on the engine. */
	private Stream<DoctorFinding> openEngine() {
		return this.catalog.surroundings()
			.publicRights()
			.stream()
			.map((right) -> DoctorFinding.of("D15", DoctorSeverity.ERROR, right.object(),
					"PUBLIC has " + right.privilege() + " on an object of the engine.",
					"revoke all on %s from public;".formatted(right.object())));
	}

}
