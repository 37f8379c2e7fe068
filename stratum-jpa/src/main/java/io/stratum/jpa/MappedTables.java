package io.stratum.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.RowLevelSecurityCustomizer;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Tells from the entities which tables belong to tenants and which to nobody.
 *
 * <p>
 * Join tables and element collections, which nobody maps, follow the entity that owns
 * them. Entities without a class, such as the versions that Hibernate Envers keeps, say
 * nothing: the tenant column of their table does.
 */
public final class MappedTables implements RowLevelSecurityCustomizer {

	private final EntityManagerFactory entities;

	private final TenantModel model;

	/**
	 * Creates the look at the tables of all entities.
	 * @param entities the mapped entities
	 * @param model which of them tenants own
	 */
	public MappedTables(EntityManagerFactory entities, TenantModel model) {
		this.entities = entities;
		this.model = model;
	}

	/**
	 * Adds the tables of all entities.
	 * @param tables what is known so far, with the schema of unqualified names first
	 * @return tables with those of the entities
	 * @throws io.stratum.StratumStartupException if nobody said to whom the rows of an
	 * entity belong
	 */
	@Override
	public TenantTables customize(TenantTables tables) {
		MappingMetamodel metamodel = this.entities.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
		List<EntityPersister> all = new ArrayList<>();
		metamodel.forEachEntityDescriptor((entity) -> addIfTyped(all, entity));
		this.model.requireClassified(all.stream().<Class<?>>map(EntityPersister::getMappedClass).toList());
		List<CollectionPersister> collections = new ArrayList<>();
		metamodel.forEachCollectionDescriptor((collection) -> {
			if (all.contains(collection.getOwnerEntityPersister())) {
				collections.add(collection);
			}
		});
		String schema = tables.schemas().iterator().next();
		Predicate<Class<?>> owned = this.model::isTenantOwned;
		return tables.withOwned(tablesOf(all, collections, schema, owned))
			.withGlobal(tablesOf(all, collections, schema, owned.negate()));
	}

	private static void addIfTyped(List<EntityPersister> typed, EntityPersister entity) {
		if (entity.getRepresentationStrategy().getMode() == RepresentationMode.POJO) {
			typed.add(entity);
		}
	}

	private static Set<TableName> tablesOf(List<EntityPersister> entities, List<CollectionPersister> collections,
			String schema, Predicate<Class<?>> owners) {
		Stream<String> ofEntities = entities.stream()
			.filter((entity) -> owners.test(entity.getMappedClass()))
			.flatMap((entity) -> Stream.of(entity.getTableNames()));
		Stream<String> ofCollections = collections.stream()
			.filter((collection) -> owners.test(collection.getOwnerEntityPersister().getMappedClass()))
			.filter((collection) -> !collection.isOneToMany())
			.map(CollectionPersister::getTableName);
		return Stream.concat(ofEntities, ofCollections)
			// A mapped subselect is no table.
			.filter((name) -> !name.startsWith("("))
			.map((name) -> tableName(schema, name))
			.collect(Collectors.toSet());
	}

	static TableName tableName(String schema, String name) {
		String plain = name.replace("\"", "");
		int dot = plain.lastIndexOf('.');
		return (dot < 0) ? new TableName(schema, plain)
				: new TableName(plain.substring(plain.lastIndexOf('.', dot - 1) + 1, dot), plain.substring(dot + 1));
	}

}
