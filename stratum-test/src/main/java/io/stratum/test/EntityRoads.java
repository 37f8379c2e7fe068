package io.stratum.test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.criteria.CriteriaQuery;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.jpa.repository.support.SimpleJpaRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Roads 1 to 6, 8, 22 and 28: entities and the queries of Hibernate.
 *
 * @param <E> the entity
 */
abstract class EntityRoads<E> extends CollectionRoads<E> {

	EntityRoads() {
	}

	@Road
	void queriesShowOwnEntitiesOnly(Guard guard) {
		behind(guard).useSession(this.acme, (session) -> {
			assertThat(idsSeenBy(session)).containsExactly(this.ownId);
			assertThat(idsByCriteria(session)).containsExactly(this.ownId);
			try (Stream<E> stream = session.createSelectionQuery(select("e"), entityType()).getResultStream()) {
				assertThat(stream.map(this.mapping::idOf)).containsExactly(this.ownId);
			}
			SimpleJpaRepository<E, Object> repository = new SimpleJpaRepository<>(entityType(), session);
			assertThat(repository.findAll()).extracting(this.mapping::idOf).containsExactly(this.ownId);
			assertThat(repository.count()).isOne();
		});
	}

	@Road
	void foreignIdIsNotFound(Guard guard) {
		behind(guard).useSession(this.acme, (session) -> {
			assertThat(session.find(entityType(), this.ownId)).isNotNull();
			assertThat(session.find(entityType(), this.foreignId)).isNull();
			assertThat(session.findMultiple(entityType(), List.of(this.ownId, this.foreignId)))
				.filteredOn(Objects::nonNull)
				.extracting(this.mapping::idOf)
				.containsExactly(this.ownId);
			assertThat(new SimpleJpaRepository<>(entityType(), session).existsById(this.foreignId)).isFalse();
			E reference = session.getReference(entityType(), this.foreignId);
			assertThatExceptionOfType(EntityNotFoundException.class).isThrownBy(() -> Hibernate.initialize(reference));
		});
	}

	@Road
	void foreignNaturalIdIsNotFound(Guard guard) {
		if (this.mapping.hasNaturalId()) {
			E own = behind(guard).inSession(this.acme, (session) -> session.find(entityType(), this.ownId));
			E foreign = detachedForeignEntity(guard);
			behind(guard).useSession(this.acme, (session) -> {
				assertThat(byNaturalId(session, own)).isNotNull();
				assertThat(byNaturalId(session, foreign)).isNull();
			});
		}
	}

	@Road
	void bulkUpdateAndDeleteLeaveForeignRowsAlone(Guard guard) {
		String plain = this.mapping.plainAttribute();
		changing(() -> behind(guard).useSession(this.acme, (session) -> {
			assertThat(hql(session, "update %s e set e.%s = e.%s", plain, plain).executeUpdate()).isOne();
			assertThat(hql(session, "delete from %s e where e.%s = :id", this.mapping.idAttribute())
				.setParameter("id", this.foreignId)
				.executeUpdate()).isZero();
		})).isHeld(guard);
	}

	@Road
	void hqlDoesNotMoveRowsToAnotherTenant(Guard guard) {
		changing(() -> behind(guard).inSession(this.acme,
				(session) -> hql(session, "update %s e set e.%s = :tenant", this.mapping.tenantAttribute())
					.setParameter("tenant", foreignTenant())
					.executeUpdate()))
			.isRefusedByTheDatabase(guard);
	}

	@Road
	void hqlDoesNotInsertRowsForAnotherTenant(Guard guard) {
		changing(() -> behind(guard).inSession(this.acme, (session) -> {
			Map<String, Object> values = this.mapping.valuesOf(newEntity(session));
			values.put(this.mapping.tenantAttribute(), foreignTenant());
			session.flush();
			MutationQuery insert = hql(session, "insert into %s (%s) values (:%s)", String.join(", ", values.keySet()),
					String.join(", :", values.keySet()));
			values.forEach(insert::setParameter);
			return insert.executeUpdate();
		})).isRefusedByTheDatabase(guard);
	}

	@Road
	void nativeQueriesReachOwnRowsOnly(Guard guard) {
		String table = this.mapping.table();
		String tenant = this.mapping.tenantColumn();
		Attack.reading(() -> behind(guard).inSession(this.acme, (session) -> session
			.createNativeQuery("select count(*) from %s where %s = :tenant".formatted(table, tenant), Long.class)
			.setParameter("tenant", foreignTenant())
			.getSingleResult())).isHeldByTheDatabase(guard);
		for (String sql : List.of("update %1$s set %2$s = %2$s where %2$s = :tenant",
				"delete from %1$s where %2$s = :tenant")) {
			changing(() -> behind(guard).inSession(this.acme,
					(session) -> session.createNativeMutationQuery(sql.formatted(table, tenant))
						.setParameter("tenant", foreignTenant())
						.executeUpdate()))
				.isHeldByTheDatabase(guard);
		}
	}

	@Road
	void statelessSessionDoesNotUpdateForeignRows(Guard guard) {
		statelessly(guard, (session, foreign) -> session.update(foreign));
	}

	@Road
	void statelessSessionDoesNotUpsertForeignRows(Guard guard) {
		statelessly(guard, (session, foreign) -> session.upsert(foreign));
	}

	@Road
	void statelessSessionDoesNotDeleteForeignRows(Guard guard) {
		statelessly(guard, (session, foreign) -> session.delete(foreign));
	}

	@Road
	void disabledFilterStillShowsOwnEntitiesOnly(Guard guard) {
		Attack.reading(() -> behind(guard).inSession(this.acme, (session) -> {
			session.disableFilter("_tenantId");
			return idsSeenBy(session).stream().filter(this.foreignId::equals).count();
		})).isHeld(guard);
	}

	@Road
	void entityForAnotherTenantIsNotPersisted(Guard guard) {
		Attack attack = changing(() -> behind(guard).inSession(this.acme, (session) -> {
			E entity = newEntity(session);
			this.mapping.set(entity, this.mapping.tenantAttribute(), foreignTenant());
			session.persist(entity);
			session.flush();
			return entity;
		}));
		attack.failsWithinOnePlace(guard);
	}

	@Road
	void foreignEntityIsNotMerged(Guard guard) {
		E foreign = detachedForeignEntity(guard);
		Attack attack = changing(() -> behind(guard).inSession(this.acme, (session) -> {
			E merged = session.merge(foreign);
			session.flush();
			return merged;
		}));
		attack.failsWithinOnePlace(guard);
	}

	// No cache asks the database, so nothing but its keys keeps tenants apart.
	@Test
	void cachedEntitiesAndQueriesAreNotShared() {
		Acting cached = cached();
		try (EntityManagerFactory entities = cached.entities) {
			Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
			for (int round = 0; round < 2; round++) {
				assertThat(idsFoundAndCached(cached, this.globex)).containsExactly(this.foreignId, this.foreignId);
				assertThat(idsFoundAndCached(cached, this.acme)).containsExactly(this.ownId, this.ownId);
			}
			assertThat(statistics.getSecondLevelCacheHitCount()).as("entities from the cache").isPositive();
			assertThat(statistics.getQueryCacheHitCount()).as("queries from the cache").isEqualTo(2);
		}
	}

	/** Looks for both entities by their ids, and for all by a query. */
	private List<Object> idsFoundAndCached(Acting cached, Tenant tenant) {
		return cached.inSession(tenant, (session) -> {
			Stream<Object> found = Stream.of(this.ownId, this.foreignId)
				.filter((id) -> session.find(entityType(), id) != null);
			List<Object> listed = session.createSelectionQuery(select("e." + this.mapping.idAttribute()), Object.class)
				.setCacheable(true)
				.getResultList();
			return Stream.concat(found, listed.stream()).toList();
		});
	}

	private void statelessly(Guard guard, StatelessWork<E> work) {
		E foreign = detachedForeignEntity(guard);
		changing(() -> behind(guard).inStatelessSession(this.acme, (session) -> work.run(session, foreign)))
			.isHeldByTheDatabase(guard);
	}

	private List<Object> idsByCriteria(EntityManager entities) {
		CriteriaQuery<E> query = entities.getCriteriaBuilder().createQuery(entityType());
		query.select(query.from(entityType()));
		return entities.createQuery(query).getResultStream().map(this.mapping::idOf).toList();
	}

	private @Nullable E byNaturalId(Session session, E entity) {
		Map<String, Object> values = this.mapping.naturalIdOf(entity);
		Object key = (values.size() == 1) ? values.values().iterator().next() : values;
		return session.find(entityType(), key, KeyType.NATURAL);
	}

	private MutationQuery hql(Session session, String text, String... names) {
		return session.createMutationQuery(
				text.formatted(Stream.concat(Stream.of(this.mapping.entityName()), Stream.of(names)).toArray()));
	}

	private interface StatelessWork<E> {

		void run(StatelessSession session, E foreign);

	}

}
