package io.stratum.isolation.doctor;

/**
 * How a check of the doctor ended.
 */
public enum DoctorStatus {

	/** Nothing was found. */
	PASS,
	/** Something was found that is only reported. */
	WARN,
	/** Something was found that endangers isolation. */
	FAIL

}
