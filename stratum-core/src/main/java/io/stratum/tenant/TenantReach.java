package io.stratum.tenant;

import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tenants the caller reaches and which of those it may work with.
 */
final class TenantReach {

	private final TenantContext context;

	TenantReach(TenantContext context) {
		this.context = context;
	}

	@Nullable TenantId home() {
		return this.context.caller().home();
	}

	boolean reaches(Tenant tenant) {
		return this.context.caller().reaches(tenant.path());
	}

	/**
	 * Gives the same answer for a tenant that is unknown and for one out of reach, except
	 * to operators.
	 */
	Tenant admit(TenantId id, @Nullable Tenant found) {
		Caller caller = this.context.caller();
		if (found == null && caller.isOperator()) {
			throw new TenantNotFoundException(id);
		}
		if (found == null || !caller.reaches(found.path())) {
			throw AccessForbiddenException.outOfReach();
		}
		return found;
	}

	void operatorsOnly() {
		if (!this.context.caller().isOperator()) {
			throw AccessForbiddenException.operatorsOnly();
		}
	}

	/**
	 * Refuses work on the place of the caller's own tenant, which lies beyond its reach.
	 */
	void belowHome(Tenant tenant) {
		if (tenant.id().equals(home())) {
			throw AccessForbiddenException.outOfReach();
		}
	}

	static Tenant active(Tenant tenant) {
		if (tenant.status() == TenantStatus.SUSPENDED) {
			throw new TenantSuspendedException(tenant.id());
		}
		return notArchived(tenant);
	}

	static Tenant notArchived(Tenant tenant) {
		if (tenant.status() == TenantStatus.ARCHIVED) {
			throw new TenantArchivedException(tenant.id());
		}
		return tenant;
	}

}
