package io.stratum.test;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import org.hibernate.annotations.TenantId;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.collection.AbstractCollectionPersister;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * How an entity and what belongs to it is laid out in tables.
 *
 * @param <E> the entity
 */
final class Mapping<E> {

	private final EntityType<E> type;

	private final EntityPersister persister;

	private final List<Collection> collections;

	private final String tenantAttribute;

	Mapping(EntityManagerFactory entities, Class<E> entity) {
		MappingMetamodel metamodel = entities.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
		this.type = entities.getMetamodel().entity(entity);
		this.persister = metamodel.getEntityDescriptor(entity);
		this.collections = collectionsOf(metamodel, this.persister);
		this.tenantAttribute = tenantAttributeOf(entity);
	}

	private static List<Collection> collectionsOf(MappingMetamodel metamodel, EntityPersister owner) {
		List<Collection> found = new ArrayList<>();
		metamodel.forEachCollectionDescriptor((collection) -> {
			if (collection.getOwnerEntityPersister() == owner) {
				found.add(Collection.of(collection));
			}
		});
		return List.copyOf(found);
	}

	private static String tenantAttributeOf(Class<?> entity) {
		List<String> names = new ArrayList<>();
		ReflectionUtils.doWithFields(entity, (field) -> addIfMarked(names, field, field.getName()));
		ReflectionUtils.doWithMethods(entity, (method) -> addIfMarked(names, method,
				StringUtils.uncapitalize(method.getName().replaceFirst("^get", ""))));
		return names.stream()
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The entity '" + entity.getName()
					+ "' has no attribute marked with @TenantId, so its rows belong to no tenant."));
	}

	private static void addIfMarked(List<String> names, AnnotatedElement member, String name) {
		if (member.isAnnotationPresent(TenantId.class)) {
			names.add(name);
		}
	}

	Class<E> entity() {
		return this.type.getJavaType();
	}

	String entityName() {
		return this.type.getName();
	}

	String table() {
		return this.persister.getRootTableName();
	}

	String tenantAttribute() {
		return this.tenantAttribute;
	}

	String tenantColumn() {
		return columnsOf(this.tenantAttribute).get(0);
	}

	List<String> idColumns() {
		return List.of(this.persister.getRootTableIdentifierColumnNames());
	}

	List<String> columnsOf(String attribute) {
		return List.of(this.persister.getPropertyColumnNames(attribute));
	}

	/**
	 * Returns what entities, join tables and element collections are kept in.
	 */
	Set<String> tables() {
		Set<String> tables = new LinkedHashSet<>(Arrays.asList(this.persister.getTableNames()));
		this.collections.forEach((collection) -> tables.add(collection.table()));
		return tables;
	}

	List<Collection> collections() {
		return this.collections;
	}

	/** Join tables and element collections, which no entity stands for. */
	List<String> unmappedTables() {
		return this.collections.stream().filter((each) -> !each.ofEntities()).map(Collection::table).toList();
	}

	/** An attribute that any statement may write. */
	String plainAttribute() {
		return writable(PersistentAttributeType.BASIC).findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"The entity '" + entityName() + "' has nothing to write beside its id."));
	}

	List<String> references() {
		return writable(PersistentAttributeType.MANY_TO_ONE).toList();
	}

	private Stream<String> writable(PersistentAttributeType kind) {
		return attributes(kind, this.persister.getPropertyUpdateability());
	}

	private Stream<String> insertable(PersistentAttributeType kind) {
		return attributes(kind, this.persister.getPropertyInsertability());
	}

	private Stream<String> attributes(PersistentAttributeType kind, boolean[] suitable) {
		return this.type.getSingularAttributes()
			.stream()
			.filter((attribute) -> attribute.getPersistentAttributeType() == kind)
			.filter((attribute) -> !attribute.isId() && !attribute.isVersion())
			.map(SingularAttribute::getName)
			.filter((name) -> !name.equals(this.tenantAttribute) && suitable[indexOf(name)])
			.sorted();
	}

	boolean hasNaturalId() {
		return this.persister.hasNaturalIdentifier();
	}

	Map<String, Object> naturalIdOf(Object entity) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (int index : this.persister.getNaturalIdentifierProperties()) {
			putUnlessNull(values, this.persister.getPropertyNames()[index], this.persister.getValue(entity, index));
		}
		return values;
	}

	String idAttribute() {
		return String.valueOf(this.persister.getIdentifierPropertyName());
	}

	@Nullable Object idOf(Object entity) {
		return this.persister.getIdentifier(entity);
	}

	@Nullable Object get(Object entity, String attribute) {
		return this.persister.getValue(entity, indexOf(attribute));
	}

	/**
	 * Returns what an insert by hand writes: id, if the entity brings it, and attributes.
	 */
	Map<String, Object> valuesOf(Object entity) {
		Map<String, Object> values = new LinkedHashMap<>();
		putUnlessNull(values, idAttribute(), idOf(entity));
		Stream.of(PersistentAttributeType.BASIC, PersistentAttributeType.MANY_TO_ONE)
			.flatMap(this::insertable)
			.forEach((name) -> putUnlessNull(values, name, get(entity, name)));
		return values;
	}

	private static void putUnlessNull(Map<String, Object> values, String name, @Nullable Object value) {
		if (value != null) {
			values.put(name, value);
		}
	}

	void set(Object entity, String attribute, Object value) {
		this.persister.setValue(entity, indexOf(attribute), value);
	}

	private int indexOf(String attribute) {
		return Arrays.asList(this.persister.getPropertyNames()).indexOf(attribute);
	}

	/**
	 * One collection of the entity.
	 *
	 * @param attribute name of the attribute
	 * @param table where its elements are, or what joins them
	 * @param keyColumns columns that lead to the entity
	 * @param ofEntities whether the table is that of other entities
	 */
	record Collection(String attribute, String table, List<String> keyColumns, boolean ofEntities) {

		private static Collection of(CollectionPersister persister) {
			String role = persister.getRole();
			return new Collection(role.substring(role.lastIndexOf('.') + 1), persister.getTableName(),
					List.of(((AbstractCollectionPersister) persister).getKeyColumnNames()), persister.isOneToMany());
		}

	}

}
