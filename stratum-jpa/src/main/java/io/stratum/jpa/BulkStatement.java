package io.stratum.jpa;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.core.RepositoryInformation;

/**
 * The statement by which a method of a repository changes many rows.
 *
 * @param kind {@code insert}, {@code update} or {@code delete}
 * @param entity whose rows it changes
 */
record BulkStatement(String kind, EntityPersister entity) {

	private static final Pattern TEXT = Pattern.compile(
			"\\s*(insert|update|delete)\\s+(?:(?:into|from)\\s+)?([\\w.$]+)\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** Methods of the base class that send one statement for all. */
	private static final Set<String> BATCHES = Set.of("deleteAllInBatch", "deleteInBatch", "deleteAllByIdInBatch");

	/**
	 * Looks at a method.
	 * @return its statement, or empty if it sends none of that kind
	 */
	static Optional<BulkStatement> of(Method method, RepositoryInformation repository, EntityManagerFactory entities) {
		if (repository.isBaseClassMethod(method) && BATCHES.contains(method.getName())) {
			return Optional.of(new BulkStatement("delete", persister(repository.getDomainType(), entities)));
		}
		Query query = AnnotatedElementUtils.findMergedAnnotation(method, Query.class);
		if (query == null || query.nativeQuery() || !AnnotatedElementUtils.hasAnnotation(method, Modifying.class)) {
			return Optional.empty();
		}
		Matcher text = TEXT.matcher(query.value());
		return text.matches() ? Optional.of(new BulkStatement(text.group(1).toLowerCase(Locale.ROOT),
				persister(named(text.group(2), repository, entities), entities))) : Optional.empty();
	}

	private static Class<?> named(String name, RepositoryInformation repository, EntityManagerFactory entities) {
		for (EntityType<?> entity : entities.getMetamodel().getEntities()) {
			if (name.equals(entity.getName()) || name.equals(entity.getJavaType().getName())) {
				return entity.getJavaType();
			}
		}
		return repository.getDomainType();
	}

	private static EntityPersister persister(Class<?> type, EntityManagerFactory entities) {
		return entities.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.getEntityDescriptor(type.getName());
	}

}
