package io.stratum.access;

import java.util.Map;
import java.util.Set;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantStatus;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * What the running caller may do with keys and roles.
 */
final class AccessGuard {

	private final Tenants tenants;

	private final TenantContext context;

	AccessGuard(Tenants tenants, TenantContext context) {
		this.tenants = tenants;
		this.context = context;
	}

	Caller require(Scope scope) {
		Caller caller = this.context.caller();
		if (!caller.holds(scope)) {
			throw AccessForbiddenException.scope(scope);
		}
		return caller;
	}

	/**
	 * Admits the caller to an owner of keys and roles: a tenant, or nobody for operators.
	 */
	@Nullable Tenant admit(@Nullable TenantId owner) {
		if (owner != null) {
			return this.tenants.admit(owner);
		}
		if (!this.context.caller().isOperator()) {
			throw AccessForbiddenException.operatorsOnly();
		}
		return null;
	}

	/**
	 * Admits the caller to an owner that is to get something new.
	 */
	@Nullable Tenant admitToCreate(@Nullable TenantId owner) {
		Tenant tenant = admit(owner);
		if (tenant != null && tenant.status() == TenantStatus.ARCHIVED) {
			throw new StratumException(ErrorCode.TENANT_ARCHIVED, "Tenant '" + tenant.id() + "' is archived.",
					Map.of("tenant_id", tenant.id().toString()));
		}
		return tenant;
	}

	/**
	 * Tells whether the caller sees what belongs to an owner.
	 */
	boolean reaches(@Nullable TenantId owner) {
		Caller caller = this.context.caller();
		if (caller.isOperator()) {
			return true;
		}
		return owner != null && this.tenants.find(owner).filter((found) -> caller.reaches(found.path())).isPresent();
	}

	@Nullable Tenant find(@Nullable TenantId owner) {
		return (owner != null) ? this.tenants.find(owner).orElse(null) : null;
	}

	void requireMayGive(Set<Scope> scopes) {
		Scope.firstMissing(this.context.caller().scopes(), scopes).ifPresent((scope) -> {
			throw new ScopeEscalationException(scope);
		});
	}

}
