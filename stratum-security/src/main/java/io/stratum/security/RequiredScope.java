package io.stratum.security;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Finds the scope that a method asks for: its own, else that of its type.
 */
final class RequiredScope {

	private RequiredScope() {
	}

	static @Nullable RequiresScope of(Method method, Class<?> type) {
		RequiresScope onMethod = AnnotatedElementUtils.findMergedAnnotation(method, RequiresScope.class);
		return (onMethod != null) ? onMethod : AnnotatedElementUtils.findMergedAnnotation(type, RequiresScope.class);
	}

}
