package io.stratum.audit;

import io.stratum.access.Caller;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of one kind: one credential, one route.
 *
 * @param type kind of who was refused
 * @param actor its id, or {@code null} if it has none
 * @param tenant the tenant it belongs to, or {@code null}
 * @param route what was refused
 * @param reason why, of the first
 * @param sourceIp where from, of the first
 */
record Denial(Caller.Type type, @Nullable String actor, @Nullable TenantId tenant, String route, String reason,
		@Nullable String sourceIp) {

	/** All that are too many to be told apart. */
	static final Denial OTHERS = new Denial(Caller.Type.SYSTEM, null, null, "others", "others", null);

	String credential() {
		return this.type.wireName() + ':' + ((this.actor != null) ? this.actor : "");
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Denial denial && credential().equals(denial.credential())
				&& this.route.equals(denial.route);
	}

	@Override
	public int hashCode() {
		return 31 * credential().hashCode() + this.route.hashCode();
	}

}
