package io.stratum.autoconfigure.messaging;

import java.util.ArrayList;
import java.util.List;

import io.stratum.web.TenantParameters;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Resolves parameters of message handlers that take the bound tenant or its config.
 */
public final class MessageParameters implements HandlerMethodArgumentResolver {

	private final TenantParameters parameters;

	/**
	 * Creates a resolver.
	 * @param parameters fills the parameters
	 */
	public MessageParameters(TenantParameters parameters) {
		this.parameters = parameters;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return this.parameters.isSupported(parameter);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) {
		return this.parameters.resolve(parameter);
	}

	static HandlerMethodArgumentResolver[] joining(List<HandlerMethodArgumentResolver> present,
			MessageParameters added) {
		List<HandlerMethodArgumentResolver> all = new ArrayList<>(present);
		all.add(added);
		return all.toArray(HandlerMethodArgumentResolver[]::new);
	}

}
