package io.stratum.isolation.doctor;

import java.util.List;

/**
 * Looks for holes in the isolation of tenants.
 *
 * <p>
 * A check asks all questions that it can answer from the same few queries. It is called
 * at start-up, on demand and every now and then, never by two threads at once, and leaves
 * the database as it was.
 */
public interface DoctorCheck {

	/**
	 * Returns what the check looks for.
	 * @return the questions, at least one, the same at each call
	 */
	List<DoctorQuestion> questions();

	/**
	 * Looks for it now.
	 * @return what was found, each under the id of one of the questions; empty if all is
	 * well
	 * @throws Exception if the check could not run, which counts as an error for each of
	 * its questions
	 */
	List<DoctorFinding> examine() throws Exception;

}
