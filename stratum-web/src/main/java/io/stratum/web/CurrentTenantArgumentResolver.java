package io.stratum.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves parameters marked with {@link CurrentTenant}.
 */
public final class CurrentTenantArgumentResolver implements HandlerMethodArgumentResolver {

	private static final Map<Class<?>, Function<Tenant, Object>> FORMS = Map.of(Tenant.class, (tenant) -> tenant,
			TenantId.class, Tenant::id, UUID.class, (tenant) -> tenant.id().value(), String.class, Tenant::slug,
			TenantPath.class, Tenant::path);

	private final TenantContext context;

	/**
	 * Creates a resolver.
	 * @param context where the tenant is bound
	 */
	public CurrentTenantArgumentResolver(TenantContext context) {
		this.context = context;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return AnnotatedElementUtils.hasAnnotation(
				AnnotatedElementUtils.forAnnotations(parameter.getParameterAnnotations()), CurrentTenant.class)
				&& FORMS.containsKey(parameter.nestedIfOptional().getNestedParameterType());
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Optional<Object> value = this.context.current().map(form(parameter));
		if (parameter.isOptional() && parameter.getParameterType() == Optional.class) {
			return value;
		}
		return value.orElseThrow(() -> new StratumException(ErrorCode.MISSING_TENANT,
				"This needs a tenant. Send a credential of one, or name one you may act for."));
	}

	private static Function<Tenant, Object> form(MethodParameter parameter) {
		return FORMS.getOrDefault(parameter.nestedIfOptional().getNestedParameterType(), (tenant) -> tenant);
	}

}
