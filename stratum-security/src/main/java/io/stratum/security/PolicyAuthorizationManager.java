package io.stratum.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.policy.AccessRequest;
import io.stratum.policy.Policies;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;

/**
 * Decides about methods that are marked with {@link Authorize}.
 */
final class PolicyAuthorizationManager implements AuthorizationManager<MethodInvocation> {

	private final Supplier<TenantContext> context;

	private final Supplier<Policies> policies;

	PolicyAuthorizationManager(Supplier<TenantContext> context, Supplier<Policies> policies) {
		this.context = context;
		this.policies = policies;
	}

	@Override
	public @Nullable AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			MethodInvocation invocation) {
		MarkedMethod method = MarkedMethod.of(invocation);
		Authorize asked = method.find(Authorize.class);
		if (asked == null) {
			return null;
		}
		TenantContext bound = this.context.get();
		AccessRequest request = new AccessRequest(subject(bound.caller()), asked.action(), asked.resource(),
				method.argument(asked.of()), Map.of());
		boolean allowed = bound.current().isPresent() && this.policies.get().evaluate(request).allowed();
		return allowed ? new AuthorizationDecision(true)
				: new ExplainedDenial(new StratumException(ErrorCode.FORBIDDEN, "A policy does not allow this."));
	}

	private static Map<String, @Nullable Object> subject(Caller caller) {
		Map<String, @Nullable Object> subject = new LinkedHashMap<>();
		subject.put("id", caller.id());
		subject.put("name", caller.name());
		subject.put("type", caller.type().wireName());
		subject.put("scopes", caller.scopes().stream().map(Scope::wireName).sorted().toList());
		subject.put("tenant_id", (caller.home() != null) ? caller.home().toString() : null);
		return subject;
	}

}
