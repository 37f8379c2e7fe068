package io.stratum.test;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.PersistenceException;
import org.hibernate.EntityFilterException;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Roads 7 and 9: what an entity holds and refers to, and the tables nobody mapped.
 *
 * @param <E> the entity
 */
abstract class CollectionRoads<E> extends SqlRoads<E> {

	CollectionRoads() {
	}

	@Road
	void collectionsHoldOwnElementsOnly(Guard guard) {
		List<Mapping.Collection> planted = this.mapping.collections()
			.stream()
			.filter((collection) -> this.owner.moveElements(collection, this.globex, this.acme) > 0)
			.toList();
		for (Mapping.Collection collection : planted) {
			long own = this.ownerOfAcme.count(collection.table(), this.acme.id().value());
			Attack.reading(() -> elements(guard, collection, this::load) - own).isHeldByTheDatabase(guard);
			Attack.reading(() -> elements(guard, collection, (session) -> fetch(session, collection)) - own)
				.isHeldByTheDatabase(guard);
		}
	}

	@Road(withinOnePlace = true)
	void referencesDoNotLeadToForeignEntities(Guard guard) {
		for (String reference : this.mapping.references()) {
			if (this.owner.moveReference(reference, this.globex, this.acme) > 0) {
				behind(guard).useSession(this.acme,
						(session) -> assertThatExceptionOfType(PersistenceException.class).isThrownBy(() -> {
							E own = load(session);
							Hibernate.initialize(this.mapping.get(own, reference));
						}).isInstanceOfAny(EntityNotFoundException.class, EntityFilterException.class));
			}
		}
	}

	@Road
	void joinTablesAndElementCollectionsBelongToTheTenantOfTheirEntity(Guard guard) {
		behind(guard).useSession(this.acme, (session) -> {
			session.persist(newEntity(session));
		});
		for (Mapping.Collection collection : this.mapping.collections()) {
			assertThat(this.ownerOfAcme.strayElements(collection, this.acme)).as(collection.table()).isZero();
		}
	}

	@Road
	void joinTablesAndElementCollectionsShowOwnRowsOnly(Guard guard) {
		for (String table : this.mapping.unmappedTables()) {
			long foreign = this.owner.count(table, foreignTenant());
			Attack attack = Attack.reading(() -> behind(guard).inSession(this.acme,
					(session) -> session
						.createNativeQuery("select count(*) from %s where %s = :tenant".formatted(table,
								this.mapping.tenantColumn()), Long.class)
						.setParameter("tenant", foreignTenant())
						.getSingleResult()));
			if (foreign > 0) {
				attack.isHeldByTheDatabase(guard);
			}
		}
	}

	private long elements(Guard guard, Mapping.Collection collection, Loading<E> loading) {
		return behind(guard).inSession(this.acme, (session) -> {
			Object elements = this.mapping.get(loading.load(session), collection.attribute());
			Hibernate.initialize(elements);
			return sizeOf(elements);
		});
	}

	private static long sizeOf(@Nullable Object elements) {
		if (elements instanceof Map<?, ?> map) {
			return map.size();
		}
		return (elements instanceof Collection<?> collection) ? collection.size() : 0;
	}

	private E load(Session session) {
		return session.find(entityType(), this.ownId);
	}

	private E fetch(Session session, Mapping.Collection collection) {
		return session.createSelectionQuery(select("e") + " left join fetch e." + collection.attribute(), entityType())
			.getSingleResult();
	}

	final String select(String what) {
		return "select %s from %s e".formatted(what, this.mapping.entityName());
	}

	private interface Loading<E> {

		E load(Session session);

	}

}
