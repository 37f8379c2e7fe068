package io.stratum.isolation.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the doctor found, check by check.
 *
 * @param mode what errors do to the start
 * @param questions what was looked for, in order of id
 * @param findings at least one for each question, in order of id
 */
public record DoctorReport(DoctorMode mode, List<DoctorQuestion> questions, List<DoctorFinding> findings) {

	/**
	 * Returns what stops the start.
	 * @return findings that are fatal, or errors where these are enforced
	 */
	public List<DoctorFinding> stopping() {
		return this.findings.stream().filter((finding) -> finding.stops(this.mode)).toList();
	}

	/**
	 * Returns the worst status of all findings that are not suppressed.
	 * @return {@link DoctorStatus#PASS} if nothing is wrong
	 */
	public DoctorStatus status() {
		return this.findings.stream()
			.filter((finding) -> finding.suppressed() == null)
			.map(DoctorFinding::status)
			.max(Enum::compareTo)
			.orElse(DoctorStatus.PASS);
	}

	/**
	 * Returns the report for JSON.
	 * @return names and values in snake case
	 */
	public Map<String, Object> toMap() {
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("status", lower(status()));
		report.put("mode", this.mode.name());
		report.put("checks", this.findings.stream().map(DoctorReport::toMap).toList());
		return report;
	}

	/**
	 * Returns the report as a SARIF 2.1.0 log (OASIS), for tools that read the findings
	 * of many analyzers.
	 * @return names and values as the standard spells them
	 */
	public Map<String, Object> toSarif() {
		return new SarifLog(this).toMap();
	}

	private static Map<String, @Nullable Object> toMap(DoctorFinding finding) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		map.put("id", finding.id());
		map.put("status", lower(finding.status()));
		map.put("severity", lower(finding.severity()));
		map.put("object", finding.object());
		map.put("finding", finding.finding());
		map.put("remedy", finding.remedy());
		map.put("suppressed", finding.suppressed());
		return map;
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
