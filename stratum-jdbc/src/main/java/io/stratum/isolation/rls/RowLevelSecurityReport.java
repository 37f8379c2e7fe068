package io.stratum.isolation.rls;

import java.util.List;

import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorMode;

/**
 * State of row-level security in one database.
 *
 * @param tables one entry for each table, in order of name
 * @param findings all that is wrong or could be better, in order of check
 */
public record RowLevelSecurityReport(List<TableProtection> tables, List<DoctorFinding> findings) {

	/**
	 * Returns what keeps tables from being protected.
	 * @return findings that are fatal or errors
	 */
	public List<DoctorFinding> errors() {
		return this.findings.stream().filter((finding) -> finding.stops(DoctorMode.ENFORCE)).toList();
	}

}
