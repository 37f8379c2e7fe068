package io.stratum.jpa;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import io.stratum.StratumStartupException;
import org.hibernate.annotations.TenantId;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.util.ReflectionUtils;

/**
 * Knows of each entity whether tenants own its rows.
 */
public final class TenantModel {

	/**
	 * Tells whether tenants own the rows of a type.
	 * @param type a mapped type
	 * @return whether it or a supertype has an attribute marked with {@link TenantId}
	 */
	public boolean isTenantOwned(Class<?> type) {
		List<AnnotatedElement> members = new ArrayList<>();
		ReflectionUtils.doWithFields(type, members::add);
		ReflectionUtils.doWithMethods(type, members::add);
		return members.stream().anyMatch((member) -> member.isAnnotationPresent(TenantId.class));
	}

	/**
	 * Refuses entities of which nobody said to whom their rows belong.
	 * @param entities all mapped entities
	 * @throws StratumStartupException naming each that is neither owned by tenants nor
	 * global
	 */
	public void requireClassified(Iterable<Class<?>> entities) {
		List<String> unclassified = new ArrayList<>();
		for (Class<?> entity : entities) {
			if (!isTenantOwned(entity) && !AnnotatedElementUtils.hasAnnotation(entity, GlobalData.class)) {
				unclassified.add(entity.getName());
			}
		}
		if (!unclassified.isEmpty()) {
			throw new StratumStartupException("Nobody said to whom the rows of these entities belong: " + unclassified,
					"Give each a 'UUID' attribute with Hibernate's @TenantId if tenants own its rows, or declare "
							+ "@GlobalData(\"why\") on it if they are the same for all.");
		}
	}

	void verify(RepositoryInformation repository) {
		String name = repository.getRepositoryInterface().getName();
		if (!isTenantOwned(repository.getDomainType())) {
			throw new StratumStartupException(
					"The repository '" + name + "' is @TenantScoped, but its entity '"
							+ repository.getDomainType().getName() + "' is not owned by tenants.",
					"Give the entity an attribute with @TenantId, or take @TenantScoped from the repository.");
		}
		for (Method method : repository.getQueryMethods()) {
			if (isModifyingNative(method)) {
				throw new StratumStartupException(
						"The method '" + name + "." + method.getName() + "' changes rows by native SQL.",
						"Write the query in JPQL, or put the statement into a class of its own that uses JdbcClient, "
								+ "where row-level security holds it as well.");
			}
		}
	}

	private static boolean isModifyingNative(Method method) {
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		return query != null && query.nativeQuery() && AnnotatedElementUtils.hasAnnotation(method, Modifying.class);
	}

}
