package io.stratum.isolation.doctor;

/**
 * What an error that the doctor finds does to the start.
 */
public enum DoctorMode {

	/** Errors stop it. */
	ENFORCE,
	/** Only fatal findings stop it. */
	REPORT

}
