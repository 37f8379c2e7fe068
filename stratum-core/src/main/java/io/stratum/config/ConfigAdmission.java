package io.stratum.config;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose config a caller may see and change.
 */
final class ConfigAdmission {

	private static final int MAX_REASON = 500;

	private final Tenants tenants;

	private final TenantContext context;

	ConfigAdmission(Tenants tenants, TenantContext context) {
		this.tenants = tenants;
		this.context = context;
	}

	/**
	 * Returns a tenant the caller reaches, suspended or not.
	 * @throws StratumException {@code TENANT_ARCHIVED} if it is archived
	 */
	Tenant admit(TenantId id) {
		Tenant tenant = this.tenants.admit(id);
		if (tenant.status() == TenantStatus.ARCHIVED) {
			throw new StratumException(ErrorCode.TENANT_ARCHIVED, "Tenant '" + id + "' is archived.",
					Map.of("tenant_id", id.toString()));
		}
		return tenant;
	}

	/**
	 * Tells whether the caller reaches a tenant on a path it reaches the end of.
	 */
	boolean reaches(TenantPath path, TenantId level) {
		TenantId home = this.context.caller().home();
		return home == null || path.ids().indexOf(level) >= path.ids().indexOf(home);
	}

	/**
	 * Checks that the caller may see secrets of an owner, for a reason.
	 */
	void checkReveal(String reason) {
		Caller caller = this.context.caller();
		for (Scope required : new Scope[] { Scope.ADMIN, Scope.REVEAL }) {
			if (!caller.holds(required)) {
				throw AccessForbiddenException.scope(required);
			}
		}
		if (reason.isBlank() || reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl)) {
			throw InvalidInputException.of("reason", "A reason of 1 to 500 characters is required.", "size");
		}
	}

	void checkOwner(@Nullable TenantId owner) {
		if (owner != null) {
			this.tenants.admit(owner);
		}
		else if (!this.context.caller().isOperator()) {
			throw AccessForbiddenException.operatorsOnly();
		}
	}

}
