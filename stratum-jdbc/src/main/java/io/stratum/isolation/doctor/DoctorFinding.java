package io.stratum.isolation.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a check of the doctor has to say.
 *
 * @param id id of the check, {@code D04}
 * @param status how the check ended for the object
 * @param severity how much it weighs
 * @param object what was looked at: a table, a role, a server
 * @param finding what is wrong with it, a sentence
 * @param remedy what to do, SQL where that is safe; empty if there is nothing to do
 * @param suppressed why the finding is accepted; {@code null} if it is not
 */
public record DoctorFinding(String id, DoctorStatus status, DoctorSeverity severity, String object, String finding,
		String remedy, @Nullable String suppressed) {

	/**
	 * Says that something is wrong.
	 * @param id id of the check
	 * @param severity how much it weighs
	 * @param object what it is wrong with
	 * @param finding what is wrong, a sentence
	 * @param remedy what to do
	 * @return the finding, not suppressed
	 */
	public static DoctorFinding of(String id, DoctorSeverity severity, String object, String finding, String remedy) {
		DoctorStatus status = (severity == DoctorSeverity.WARN) ? DoctorStatus.WARN : DoctorStatus.FAIL;
		return new DoctorFinding(id, status, severity, object, finding, remedy, null);
	}

	/**
	 * Says that a check found nothing.
	 * @param id id of the check
	 * @param severity how much a finding would weigh
	 * @param question what the check looks for
	 * @return a finding with status {@link DoctorStatus#PASS}
	 */
	public static DoctorFinding pass(String id, DoctorSeverity severity, String question) {
		return new DoctorFinding(id, DoctorStatus.PASS, severity, "", question, "", null);
	}

	DoctorFinding suppressedBecause(String reason) {
		return new DoctorFinding(this.id, this.status, this.severity, this.object, this.finding, this.remedy, reason);
	}

	/**
	 * Tells whether the finding stops the start.
	 * @param mode what errors do
	 * @return whether it does
	 */
	public boolean stops(DoctorMode mode) {
		if (this.status == DoctorStatus.PASS || this.suppressed != null) {
			return false;
		}
		return this.severity == DoctorSeverity.FATAL
				|| (this.severity == DoctorSeverity.ERROR && mode == DoctorMode.ENFORCE);
	}

	@Override
	public String toString() {
		return "%s %s \"%s\": %s".formatted(this.id, this.severity, this.object, this.finding);
	}

}
