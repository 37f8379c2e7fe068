package io.stratum.isolation.doctor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * Isolation has a hole, so the application must not start.
 */
public final class IsolationUnsafeException extends StratumException {

	private final transient List<DoctorFinding> findings;

	/**
	 * Creates the exception.
	 * @param findings what was found, at least one
	 */
	public IsolationUnsafeException(List<DoctorFinding> findings) {
		super(ErrorCode.INTERNAL_SERVER_ERROR, describe(findings),
				Map.of("checks", findings.stream().map(DoctorFinding::id).distinct().toList()));
		this.findings = List.copyOf(findings);
	}

	/**
	 * Returns what was found.
	 * @return at least one finding
	 */
	public List<DoctorFinding> findings() {
		return this.findings;
	}

	/**
	 * Returns what is wrong, for a failure analyzer.
	 * @return one line for each finding
	 */
	public String description() {
		return describe(this.findings);
	}

	/**
	 * Returns what to do about it, for a failure analyzer.
	 * @return one line for each remedy
	 */
	public String action() {
		return this.findings.stream()
			.map((finding) -> finding.id() + " " + finding.remedy())
			.distinct()
			.collect(Collectors.joining("\n"));
	}

	private static String describe(List<DoctorFinding> findings) {
		return findings.stream()
			.map(DoctorFinding::toString)
			.collect(Collectors.joining("\n", "The database does not keep tenants apart:\n", ""));
	}

}
