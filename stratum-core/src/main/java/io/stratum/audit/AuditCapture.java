package io.stratum.audit;

/**
 * How changes of audited entities are recorded.
 */
public enum AuditCapture {

	/** By sessions, which see the entities they change. */
	LISTENER,
	/** By triggers, which see each row whatever changes it. */
	TRIGGER

}
