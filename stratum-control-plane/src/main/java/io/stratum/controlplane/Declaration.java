package io.stratum.controlplane;

import java.util.Set;

import io.stratum.security.RequiresScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/**
 * What a handler of this API declares about who may call it.
 */
record Declaration(boolean open, @Nullable RequiresScope scope, Set<TenantSource> sources) {

	static boolean concerns(@Nullable Object handler) {
		return handler instanceof HandlerMethod method
				&& method.getBeanType().getPackage() == Declaration.class.getPackage();
	}

	static Declaration of(HandlerMethod handler) {
		TenantFrom from = handler.getMethodAnnotation(TenantFrom.class);
		return new Declaration(handler.hasMethodAnnotation(OpenToAll.class),
				handler.getMethodAnnotation(RequiresScope.class), (from != null) ? Set.of(from.value()) : Set.of());
	}

	/**
	 * Tells whether the handler says all that is needed, and nothing that contradicts it.
	 */
	boolean isComplete() {
		return this.open ? this.scope == null && this.sources.isEmpty() : this.scope != null && !this.sources.isEmpty();
	}

	boolean has(TenantSource source) {
		return this.sources.contains(source);
	}

}
