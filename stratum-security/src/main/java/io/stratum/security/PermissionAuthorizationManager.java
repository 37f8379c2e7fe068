package io.stratum.security;

import java.util.Map;
import java.util.function.Supplier;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.permission.Permissions;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;

/**
 * Decides about methods that are marked with {@link RequiresPermission}.
 */
final class PermissionAuthorizationManager implements AuthorizationManager<MethodInvocation> {

	private final Supplier<TenantContext> context;

	private final Supplier<Permissions> permissions;

	PermissionAuthorizationManager(Supplier<TenantContext> context, Supplier<Permissions> permissions) {
		this.context = context;
		this.permissions = permissions;
	}

	@Override
	public @Nullable AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			MethodInvocation invocation) {
		RequiresPermission required = MarkedMethod.of(invocation).find(RequiresPermission.class);
		if (required == null) {
			return null;
		}
		boolean held = this.context.get().current().isPresent() && this.permissions.get().allows(required.value());
		return decide(held, required.value());
	}

	/**
	 * Grants, or tells which permission was asked for.
	 */
	static AuthorizationDecision decide(boolean held, String required) {
		return held ? new AuthorizationDecision(true) : new ExplainedDenial(denied(required));
	}

	private static StratumException denied(String permission) {
		return new StratumException(ErrorCode.FORBIDDEN, "This needs the permission '" + permission + "'.",
				Map.of("required_permission", permission));
	}

}
