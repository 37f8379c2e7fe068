package io.stratum.isolation.check;

import java.util.List;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;

/**
 * Asks the catalog how well the tables keep tenants apart.
 */
final class CatalogCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(
			new DoctorQuestion("D04", DoctorSeverity.FATAL, "Row-level security is off or unforced on a table."),
			new DoctorQuestion("D05", DoctorSeverity.ERROR,
					"A policy is missing or stale, or a foreign one adds rows."),
			new DoctorQuestion("D06", DoctorSeverity.ERROR, "Nobody has said to whom the rows of a table belong."),
			new DoctorQuestion("D07", DoctorSeverity.ERROR, "A tenant column is nullable, not uuid or has no default."),
			new DoctorQuestion("D08", DoctorSeverity.WARN, "No index is led by the tenant column."),
			new DoctorQuestion("D09", DoctorSeverity.WARN, "A unique or primary key is without the tenant."),
			new DoctorQuestion("D10", DoctorSeverity.ERROR, "A foreign key is without the tenant."),
			new DoctorQuestion("D11", DoctorSeverity.ERROR, "A view reads with the rights of its owner."),
			new DoctorQuestion("D12", DoctorSeverity.WARN, "The application may call a security definer function."),
			new DoctorQuestion("D13", DoctorSeverity.ERROR, "TRUNCATE, REFERENCES or TRIGGER is granted."),
			new DoctorQuestion("D15", DoctorSeverity.ERROR, "PUBLIC has rights on tables of tenants or the engine."),
			new DoctorQuestion("D16", DoctorSeverity.WARN, "A filter needs a generated column."),
			new DoctorQuestion("D22", DoctorSeverity.WARN, "A key is counted."));

	private final RoundCatalog catalog;

	CatalogCheck(RoundCatalog catalog) {
		this.catalog = catalog;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		return this.catalog.security().findings(this.catalog.read(RoundCatalog.Reader.TABLES));
	}

}
