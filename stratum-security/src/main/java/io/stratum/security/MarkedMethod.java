package io.stratum.security;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A method that is about to be called, with the marks it and its type carry.
 */
final class MarkedMethod {

	private final Method method;

	private final Class<?> type;

	private final @Nullable Object[] arguments;

	private MarkedMethod(Method method, Class<?> type, @Nullable Object[] arguments) {
		this.method = method;
		this.type = type;
		this.arguments = arguments;
	}

	static MarkedMethod of(MethodInvocation invocation) {
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
		return new MarkedMethod(AopUtils.getMostSpecificMethod(invocation.getMethod(), type), type,
				invocation.getArguments());
	}

	<A extends Annotation> @Nullable A find(Class<A> mark) {
		A onMethod = AnnotatedElementUtils.findMergedAnnotation(this.method, mark);
		return (onMethod != null) ? onMethod : AnnotatedElementUtils.findMergedAnnotation(this.type, mark);
	}

	/**
	 * Returns an argument by the name of its parameter.
	 */
	@Nullable Object argument(String name) {
		if (name.isEmpty()) {
			return null;
		}
		Parameter[] parameters = this.method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			if (parameters[i].getName().equals(name)) {
				return this.arguments[i];
			}
		}
		throw new IllegalStateException("@Authorize of '" + this.method + "' names the parameter '" + name
				+ "', which does not exist. Compile with -parameters, or correct the name.");
	}

}
