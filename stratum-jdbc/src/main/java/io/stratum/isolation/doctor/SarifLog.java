package io.stratum.isolation.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report of the doctor in the format of SARIF 2.1.0 (OASIS).
 */
final class SarifLog {

	private final DoctorReport report;

	SarifLog(DoctorReport report) {
		this.report = report;
	}

	Map<String, Object> toMap() {
		Map<String, Object> driver = new LinkedHashMap<>();
		driver.put("name", "Stratum doctor");
		driver.put("rules", this.report.questions().stream().map(SarifLog::rule).toList());
		Map<String, Object> run = new LinkedHashMap<>();
		run.put("tool", Map.of("driver", driver));
		run.put("results", this.report.findings().stream().map(SarifLog::result).toList());
		Map<String, Object> log = new LinkedHashMap<>();
		log.put("$schema",
				"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
		log.put("version", "2.1.0");
		log.put("runs", List.of(run));
		return log;
	}

	private static Map<String, Object> rule(DoctorQuestion question) {
		Map<String, Object> rule = new LinkedHashMap<>();
		rule.put("id", question.id());
		rule.put("shortDescription", Map.of("text", question.text()));
		rule.put("defaultConfiguration", Map.of("level", level(question.severity())));
		return rule;
	}

	private static Map<String, Object> result(DoctorFinding finding) {
		boolean passed = finding.status() == DoctorStatus.PASS;
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ruleId", finding.id());
		result.put("kind", passed ? "pass" : "fail");
		// A result that is no failure has no level (3.27.10 of the standard).
		result.put("level", passed ? "none" : level(finding.severity()));
		result.put("message", Map.of("text", (finding.finding() + " " + finding.remedy()).trim()));
		if (!finding.object().isEmpty()) {
			result.put("locations",
					List.of(Map.of("logicalLocations", List.of(Map.of("fullyQualifiedName", finding.object())))));
		}
		if (finding.suppressed() != null) {
			result.put("suppressions", List.of(Map.of("kind", "external", "justification", finding.suppressed())));
		}
		return result;
	}

	private static String level(DoctorSeverity severity) {
		return (severity == DoctorSeverity.WARN) ? "warning" : "error";
	}

}
