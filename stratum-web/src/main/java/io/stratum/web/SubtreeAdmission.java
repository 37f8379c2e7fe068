package io.stratum.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import io.stratum.tenant.TenantStatusException;

/**
 * Admits a caller to its own tenant and to those below.
 *
 * <p>
 * <b>Guarantees.</b> A tenant that is unknown, foreign or inactive gives one and the same
 * answer to a caller who is not admitted to it.
 */
public final class SubtreeAdmission implements TenantAdmission {

	private final Tenants tenants;

	/**
	 * Creates the admission.
	 * @param tenants the tenants and their tree
	 */
	public SubtreeAdmission(Tenants tenants) {
		this.tenants = tenants;
	}

	@Override
	public TenantResolution admit(Caller caller, List<NamedTenant> names) {
		names.forEach(SubtreeAdmission::checkSyntax);
		return (caller.type() == Caller.Type.ANONYMOUS) ? admitAnonymous(caller, names) : admitKnown(caller, names);
	}

	private TenantResolution admitKnown(Caller caller, List<NamedTenant> names) {
		if (names.isEmpty()) {
			return ownTenant(caller);
		}
		Tenant tenant = agreedOn(names).filter((named) -> caller.reaches(named.path()))
			.orElseThrow(AccessForbiddenException::outOfReach);
		TenantStatusException.requireActive(tenant);
		return new TenantResolution(caller, tenant, names.get(0).source());
	}

	private TenantResolution ownTenant(Caller caller) {
		TenantId home = caller.home();
		if (home == null) {
			return new TenantResolution(caller, null, "none");
		}
		Tenant tenant = this.tenants.find(home).orElseThrow(AccessForbiddenException::outOfReach);
		TenantStatusException.requireActive(tenant);
		return new TenantResolution(caller, tenant, caller.type().wireName().replace('_', '-'));
	}

	private TenantResolution admitAnonymous(Caller caller, List<NamedTenant> names) {
		Optional<NamedTenant> trusted = names.stream().filter(NamedTenant::trusted).findFirst();
		if (trusted.isEmpty()) {
			return new TenantResolution(caller, null, "none");
		}
		Tenant tenant = agreedOn(names).filter(Tenant::isActive)
			.orElseThrow(() -> new StratumException(ErrorCode.TENANT_NOT_FOUND, "The tenant is not found."));
		return new TenantResolution(caller, tenant, trusted.get().source());
	}

	private Optional<Tenant> agreedOn(List<NamedTenant> names) {
		List<Optional<Tenant>> found = names.stream().map((named) -> find(named.name())).toList();
		// An id and a slug may name the same tenant in two versions.
		if (found.stream().map((tenant) -> tenant.map(Tenant::id)).distinct().count() > 1) {
			throw AccessForbiddenException.outOfReach();
		}
		return found.get(0);
	}

	private Optional<Tenant> find(String name) {
		return TenantNames.isId(name) ? this.tenants.find(TenantId.parse(name)) : this.tenants.findBySlug(name);
	}

	private static void checkSyntax(NamedTenant named) {
		if (!TenantNames.isId(named.name()) && !TenantNames.isSlug(named.name())) {
			throw InvalidInputException.of(named.source(), "The tenant named by the "
					+ named.source().toLowerCase(Locale.ROOT) + " is neither an id nor a slug.", "pattern");
		}
	}

}
