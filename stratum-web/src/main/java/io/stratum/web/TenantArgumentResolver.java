package io.stratum.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves parameters of HTTP handlers that take the bound tenant or its config.
 */
public final class TenantArgumentResolver implements HandlerMethodArgumentResolver {

	private final TenantParameters parameters;

	/**
	 * Creates a resolver.
	 * @param parameters fills the parameters
	 */
	public TenantArgumentResolver(TenantParameters parameters) {
		this.parameters = parameters;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return this.parameters.isSupported(parameter);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return this.parameters.resolve(parameter);
	}

}
