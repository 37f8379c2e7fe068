package io.stratum.controlplane;

import java.util.List;

import io.stratum.StratumStartupException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Refuses to start with a handler that does not say who may call it.
 */
final class DeclarationCheck implements SmartInitializingSingleton {

	private final ObjectProvider<RequestMappingHandlerMapping> mappings;

	DeclarationCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
		this.mappings = mappings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<String> silent = this.mappings.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().values().stream())
			.filter(Declaration::concerns)
			.filter((handler) -> !Declaration.of(handler).isComplete())
			.map(HandlerMethod::getShortLogMessage)
			.sorted()
			.toList();
		if (!silent.isEmpty()) {
			throw new StratumStartupException(
					"Handlers of the control plane do not declare who may call them: " + silent,
					"Add @RequiresScope and @TenantFrom to each, or @OpenToAll.");
		}
	}

}
