package io.stratum.controlplane;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets a request through to the handler that it may reach.
 *
 * <p>
 * <b>Guarantees.</b> The decision rests on the handler that was found and on what it
 * declares, never on the text of the address; nothing of the body is read before. The
 * scope itself is checked by {@code ScopeHandlerInterceptor}.
 */
final class HandlerGuard implements HandlerInterceptor {

	private static final Set<Caller.Type> NOBODY = Set.of(Caller.Type.ANONYMOUS, Caller.Type.SYSTEM);

	private final TenantContext context;

	private final Tenants tenants;

	HandlerGuard(TenantContext context, Tenants tenants) {
		this.context = context;
		this.tenants = tenants;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		if (Declaration.concerns(handler)) {
			PlainAddress.require(request);
			HandlerMethod method = (HandlerMethod) handler;
			Declaration declaration = Declaration.of(method);
			if (!declaration.open()) {
				admit(request, declaration);
			}
			BodyRules.require(request, readsBody(method));
			requireReadable(request);
		}
		return true;
	}

	private static boolean readsBody(HandlerMethod handler) {
		return Arrays.stream(handler.getMethodParameters())
			.anyMatch((parameter) -> parameter.hasParameterAnnotation(RequestBody.class));
	}

	private static void requireReadable(HttpServletRequest request) {
		try {
			request.getParameterNames();
		}
		catch (IllegalStateException ex) {
			// What the servlet container throws for a query it cannot decode.
			throw InvalidInputException.of("query", "The query is not well-formed.", "malformed");
		}
	}

	private void admit(HttpServletRequest request, Declaration declaration) {
		Caller caller = this.context.caller();
		// An unbound thread counts as the application itself, which no request may be.
		if (NOBODY.contains(caller.type())) {
			throw unauthorized();
		}
		if (!declaration.isComplete()) {
			throw new StratumException(ErrorCode.FORBIDDEN, "The caller may not do this.");
		}
		if (declaration.has(TenantSource.OPERATORS) && !caller.isOperator()) {
			throw AccessForbiddenException.operatorsOnly();
		}
		if (declaration.has(TenantSource.PATH)) {
			this.tenants.admit(tenantOf(request));
		}
	}

	static StratumException unauthorized() {
		return new StratumException(ErrorCode.UNAUTHORIZED, "The credential is missing or not valid.");
	}

	private static TenantId tenantOf(HttpServletRequest request) {
		Map<?, ?> variables = (Map<?, ?>) Objects
			.requireNonNull(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE));
		Object id = variables.containsKey("tenantId") ? variables.get("tenantId") : variables.get("id");
		return TenantId.parse(String.valueOf(id));
	}

}
