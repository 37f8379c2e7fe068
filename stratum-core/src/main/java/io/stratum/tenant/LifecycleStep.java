package io.stratum.tenant;

import java.util.List;
import java.util.Locale;

/**
 * A step in the life of a tenant. Leaf first down, top first up.
 */
public enum LifecycleStep {

	/** Switches an active tenant off for a while. */
	SUSPEND("tenant.suspended", TenantStatus.SUSPENDED, TenantStatus.ACTIVE),
	/** Takes a suspended or archived tenant into use again. */
	RESUME("tenant.resumed", TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.ARCHIVED),
	/** Puts a tenant away. */
	ARCHIVE("tenant.archived", TenantStatus.ARCHIVED, TenantStatus.ACTIVE, TenantStatus.SUSPENDED),
	/** Puts a tenant away and calls it deleted in the audit log. */
	DELETE("tenant.deleted", TenantStatus.ARCHIVED, TenantStatus.ACTIVE, TenantStatus.SUSPENDED);

	private final String action;

	private final TenantStatus target;

	private final List<TenantStatus> allowedFrom;

	LifecycleStep(String action, TenantStatus target, TenantStatus... allowedFrom) {
		this.action = action;
		this.target = target;
		this.allowedFrom = List.of(allowedFrom);
	}

	/**
	 * Returns the name used in SQL and JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the statuses the step begins from.
	 * @return one or two statuses
	 */
	public List<TenantStatus> allowedFrom() {
		return this.allowedFrom;
	}

	String action() {
		return this.action;
	}

	TenantStatus target() {
		return this.target;
	}

}
