package io.stratum.isolation.doctor;

/**
 * How much a finding of the doctor weighs.
 */
public enum DoctorSeverity {

	/** Is reported. */
	WARN,
	/** Stops the start in mode {@link DoctorMode#ENFORCE}. */
	ERROR,
	/** Stops every start and cannot be suppressed. */
	FATAL

}
