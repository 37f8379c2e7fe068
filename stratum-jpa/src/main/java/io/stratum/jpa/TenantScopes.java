package io.stratum.jpa;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Says of each method of a repository whose rows it works with.
 */
final class TenantScopes {

	private final Class<?> repository;

	private final @Nullable TenantScoped ofType;

	private final Map<Method, Scoping> methods = new ConcurrentHashMap<>();

	TenantScopes(RepositoryInformation repository) {
		this.repository = repository.getRepositoryInterface();
		this.ofType = AnnotatedElementUtils.findMergedAnnotation(this.repository, TenantScoped.class);
	}

	/**
	 * Tells whether the repository or one of its methods is marked.
	 */
	boolean isMarked() {
		return this.ofType != null || Stream.of(this.repository.getMethods())
			.anyMatch((method) -> AnnotatedElementUtils.hasAnnotation(method, TenantScoped.class));
	}

	/**
	 * Returns the methods that read subtrees.
	 */
	Stream<Method> subtreeMethods() {
		return Arrays.stream(this.repository.getMethods()).filter((method) -> of(method) == Scoping.SUBTREE);
	}

	Scoping of(Method method) {
		return this.methods.computeIfAbsent(method, this::find);
	}

	private Scoping find(Method method) {
		if (ReflectionUtils.isObjectMethod(method)) {
			return Scoping.NONE;
		}
		Method declared = ClassUtils.getMostSpecificMethod(method, this.repository);
		TenantScoped own = AnnotatedElementUtils.findMergedAnnotation(declared, TenantScoped.class);
		TenantScoped marked = (own != null) ? own : this.ofType;
		if (marked == null) {
			return Scoping.NONE;
		}
		return (marked.scope() == TenantScope.SUBTREE) ? Scoping.SUBTREE : Scoping.TENANT;
	}

	/**
	 * What is asked of a call.
	 */
	enum Scoping {

		/** Nothing. */
		NONE,
		/** A tenant. */
		TENANT,
		/** A tenant, whose subtree is read. */
		SUBTREE

	}

}
