package io.stratum.jpa;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.stratum.StratumStartupException;
import io.stratum.audit.AuditRedactor;
import io.stratum.jpa.encrypted.HiddenAttributes;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * What the audit log sees of an entity.
 */
final class AuditedEntity {

	/** A class before those that extend it, for a table they share is named after it. */
	static final Comparator<AuditedEntity> PARENTS_FIRST = Comparator
		.<AuditedEntity>comparingInt((audited) -> depth(audited.entity.getMappedClass()))
		.thenComparing((audited) -> audited.entity.getEntityName());

	private final EntityPersister entity;

	private final String name;

	private final Set<String> excluded;

	private final Set<String> redacted;

	private AuditedEntity(EntityPersister entity, Audited audited) {
		this.entity = entity;
		this.name = ClassUtils.getShortName(entity.getMappedClass())
			.replaceAll("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_")
			.toLowerCase(Locale.ROOT);
		this.excluded = Set.of(audited.exclude());
		this.redacted = redacted(entity, audited);
	}

	/**
	 * Looks at an entity.
	 * @return what is seen of it, or {@code null} if it is not {@link Audited}
	 */
	static @Nullable AuditedEntity of(EntityPersister entity) {
		Audited audited = AnnotatedElementUtils.findMergedAnnotation(entity.getMappedClass(), Audited.class);
		if (audited == null) {
			return null;
		}
		AuditedEntity seen = new AuditedEntity(entity, audited);
		seen.requireAttributes();
		return seen;
	}

	private static Set<String> redacted(EntityPersister entity, Audited audited) {
		Set<String> redacted = new HashSet<>(Set.of(audited.redact()));
		redacted.addAll(HiddenAttributes.of(entity));
		return Set.copyOf(redacted);
	}

	private static int depth(Class<?> type) {
		return (type.getSuperclass() != null) ? depth(type.getSuperclass()) + 1 : 0;
	}

	private void requireAttributes() {
		List<String> known = List.of(this.entity.getPropertyNames());
		Stream.concat(this.excluded.stream(), this.redacted.stream())
			.filter((attribute) -> !known.contains(attribute))
			.findFirst()
			.ifPresent((attribute) -> {
				throw new StratumStartupException("@Audited of '" + this.entity.getMappedClass().getName()
						+ "' names the attribute '" + attribute + "', which it does not have.",
						"Name one of " + known + ", or take the name away.");
			});
	}

	/** Returns the kind of resource, such as {@code order_line}. */
	String name() {
		return this.name;
	}

	boolean isExcluded(String attribute) {
		return this.excluded.contains(attribute);
	}

	boolean isRedacted(String attribute) {
		return this.redacted.contains(attribute);
	}

	EntityPersister entity() {
		return this.entity;
	}

	String table() {
		return this.entity.getTableName();
	}

	String id(Object id, SharedSessionContractImplementor session) {
		return String.valueOf(PlainValue.of(this.entity.getIdentifierType(), id, session));
	}

	/**
	 * Returns the attributes of a state by name, in clear.
	 */
	Map<String, @Nullable Object> attributes(@Nullable Object[] state, SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
		String[] names = this.entity.getPropertyNames();
		Type[] types = this.entity.getPropertyTypes();
		for (int i = 0; i < names.length; i++) {
			boolean known = state[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
			if (known && !types[i].isCollectionType() && !this.excluded.contains(names[i])) {
				attributes.put(names[i], PlainValue.of(types[i], state[i], session));
			}
		}
		return attributes;
	}

	/**
	 * Hides what nobody shall read.
	 */
	Map<String, @Nullable Object> redacted(Map<String, @Nullable Object> attributes) {
		Map<String, @Nullable Object> seen = new LinkedHashMap<>(attributes);
		this.redacted.forEach((name) -> seen.computeIfPresent(name, (key, value) -> AuditRedactor.REDACTED));
		return seen;
	}

}
