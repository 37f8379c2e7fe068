package io.stratum.web;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.StratumStartupException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Lets a caller act as a tenant strictly below its own, for a stated reason.
 *
 * <p>
 * <b>Guarantees.</b> Whoever impersonates holds fewer scopes than before and never
 * {@code reveal}, reaches the impersonated subtree only, and leaves an audit entry before
 * anything else happens. Every refusal is the same answer.
 */
public final class Impersonation implements ResolutionStep {

	/** Header that says why. */
	public static final String REASON_HEADER = "X-Impersonation-Reason";

	private static final int LONGEST_REASON = 500;

	private final String header;

	private final Scope maxScope;

	private final Predicate<Caller> permitted;

	private final Tenants tenants;

	private final TenantContext context;

	private final EngineDatabase database;

	private final Journal journal;

	/**
	 * Creates the step.
	 * @param header name of the header that names whom to act as
	 * @param maxScope highest scope kept, not {@code reveal}
	 * @param permitted tells whether a caller holds the permission
	 * {@code stratum.impersonate} in its own tenant
	 * @param tenants the tenants
	 * @param context where the tenant is bound for the audit entry
	 * @param database where the entry is written
	 * @param journal what writes it
	 * @throws StratumStartupException if {@code reveal} would be kept
	 */
	public Impersonation(String header, Scope maxScope, Predicate<Caller> permitted, Tenants tenants,
			TenantContext context, EngineDatabase database, Journal journal) {
		if (maxScope == Scope.REVEAL) {
			throw new StratumStartupException(
					"'stratum.web.impersonation.max-scope' is REVEAL, which nobody keeps who acts as another tenant.",
					"Set it to READ, WRITE or ADMIN.");
		}
		this.header = header;
		this.maxScope = maxScope;
		this.permitted = permitted;
		this.tenants = tenants;
		this.context = context;
		this.database = database;
		this.journal = journal;
	}

	@Override
	public TenantResolution apply(HttpServletRequest request, TenantResolution admitted) {
		List<String> names = Collections.list(request.getHeaders(this.header));
		if (names.isEmpty()) {
			return admitted;
		}
		Caller caller = admitted.caller();
		Tenant subject = mayImpersonate(admitted) && names.size() == 1 ? find(caller, names.get(0)) : null;
		String reason = request.getHeader(REASON_HEADER);
		if (subject == null || !StringUtils.hasText(reason) || reason.length() > LONGEST_REASON) {
			throw new StratumException(ErrorCode.IMPERSONATION_DENIED, "The caller may not act as this tenant.");
		}
		Caller acting = actingAs(caller, subject);
		record(acting, subject, reason);
		return new TenantResolution(acting, subject, "impersonation");
	}

	private boolean mayImpersonate(TenantResolution admitted) {
		Caller caller = admitted.caller();
		Tenant tenant = admitted.tenant();
		return tenant != null && tenant.id().equals(caller.home()) && caller.subjectId() == null
				&& caller.holds(Scope.ADMIN) && this.permitted.test(caller);
	}

	private @Nullable Tenant find(Caller caller, String name) {
		return (TenantNames.isId(name) ? this.tenants.find(TenantId.parse(name)) : findBySlug(name))
			.filter(Tenant::isActive)
			.filter((tenant) -> caller.reaches(tenant.path()) && !tenant.id().equals(caller.home()))
			.orElse(null);
	}

	private Optional<Tenant> findBySlug(String name) {
		return TenantNames.isSlug(name) ? this.tenants.findBySlug(name) : Optional.empty();
	}

	private Caller actingAs(Caller caller, Tenant subject) {
		// The highest scope kept is never reveal, so reveal is cut like all above it.
		Set<Scope> kept = caller.scopes()
			.stream()
			.map((scope) -> (scope.compareTo(this.maxScope) > 0) ? this.maxScope : scope)
			.collect(Collectors.toSet());
		return new Caller(caller.type(), caller.id(), caller.name(), subject.id(), kept, subject.id().toString(),
				caller.sourceIp(), caller.requestId());
	}

	private void record(Caller acting, Tenant subject, String reason) {
		try (TenantContext.Scope scope = this.context.bind(subject, acting)) {
			this.database.run(() -> this.journal.audit(
					AuditRecord.of(subject.id(), "tenant.impersonated", "tenant", subject.id().toString(), null, null)
						.because(reason)
						.with(Map.of("scopes", Scope.wireNames(acting.scopes())))));
		}
	}

}
