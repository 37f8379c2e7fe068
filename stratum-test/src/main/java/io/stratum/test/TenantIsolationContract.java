package io.stratum.test;

import io.stratum.tenant.IsolationStrategy;
import jakarta.persistence.EntityManager;

/**
 * States every road to the rows of another tenant, and that none leads there.
 *
 * <p>
 * Extend it for an entity of your own and give it four answers. It runs for tenants of
 * each isolation strategy; {@code @EachStrategy(SHARED)} on your class narrows that. Each
 * road is walked past one {@linkplain Guard guard} at a time: row-level security must
 * hold everything, Hibernate what it claims, a schema or database of the tenant's own all
 * but names that lead out of it. Roads that a guard does not claim must prove open, or
 * the test proves nothing. A setup made {@linkplain IsolationSetup#of from an
 * application} adds the roads that the application wired: executors, timers, listeners
 * after commit, caches, subtrees. What it does not have is reported as not applicable.
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
public abstract class TenantIsolationContract<E> extends ApplicationRoads<E> {

	/**
	 * Creates the contract.
	 */
	protected TenantIsolationContract() {
	}

	/**
	 * Returns the tenants and the ways to their rows; asked once for each strategy.
	 * @param strategy how the rows of the tenants are kept apart
	 * @return the setup, which is closed after the last test of the strategy
	 */
	@Override
	protected abstract IsolationSetup isolation(IsolationStrategy strategy);

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
