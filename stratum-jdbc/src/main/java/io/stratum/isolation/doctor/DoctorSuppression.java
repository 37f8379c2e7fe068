package io.stratum.isolation.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Accepts a finding of the doctor, with a reason that is shown beside it.
 *
 * @param id id of the check
 * @param object the object it is accepted for; {@code null} for all
 * @param reason why it is accepted, not blank
 */
public record DoctorSuppression(String id, @Nullable String object, String reason) {

	/**
	 * Checks that a reason is given.
	 * @throws IllegalArgumentException if the reason is blank
	 */
	public DoctorSuppression {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("The suppression of " + id + " says no reason. Add one.");
		}
	}

	boolean accepts(DoctorFinding finding) {
		return finding.severity() != DoctorSeverity.FATAL && finding.status() != DoctorStatus.PASS
				&& this.id.equals(finding.id()) && (this.object == null || this.object.equals(finding.object()));
	}

}
