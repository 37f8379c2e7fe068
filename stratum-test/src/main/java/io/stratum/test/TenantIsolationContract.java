package io.stratum.test;

import jakarta.persistence.EntityManager;

/**
 * States every road to the rows of another tenant, and that none leads there.
 *
 * <p>
 * Extend it for an entity of your own and give it four answers. Each road is walked
 * twice, past one guard at a time: with Hibernate's filter off, where the database must
 * hold everything, and with a login that row-level security does not bind, where
 * Hibernate must hold what it claims. Roads that only the database holds must then prove
 * open, or the test proves nothing.
 *
 * <pre>{@code
 * &#64;StratumTest
 * class OrderIsolationTests extends TenantIsolationContract<Order> {
 *     // four answers: setup, entity type, a new entity, an insert statement
 * }
 * }</pre>
 *
 * <p>
 * <b>Guarantees.</b> Green means: for this entity, its join tables and its collections,
 * code of the application reads, changes and makes no row of another tenant, by any road
 * stated here. It says nothing about the owner and platform logins.
 *
 * @param <E> the entity, with an attribute marked {@code @TenantId}
 */
public abstract class TenantIsolationContract<E> extends EntityRoads<E> {

	/**
	 * Creates the contract.
	 */
	protected TenantIsolationContract() {
	}

	/**
	 * Returns the tenants and the ways to their rows; asked once.
	 * @return the setup, which is closed after the last test
	 */
	@Override
	protected abstract IsolationSetup isolation();

	/**
	 * Returns the entity under test.
	 * @return its type
	 */
	@Override
	protected abstract Class<E> entityType();

	/**
	 * Makes an entity that can be persisted, with elements in each of its collections.
	 * @param entities where to persist what it refers to and does not cascade to
	 * @return a new entity with an id and unique values of its own, not persistent yet
	 */
	@Override
	protected abstract E newEntity(EntityManager entities);

	/**
	 * Returns native SQL that inserts one row of the entity's table.
	 * @return an {@code insert … values} with one {@code ?}, which stands for the tenant;
	 * it runs several times, so unique values are made by the database
	 */
	@Override
	protected abstract String insertStatement();

}
