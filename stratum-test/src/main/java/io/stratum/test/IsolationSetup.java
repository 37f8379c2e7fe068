package io.stratum.test;

import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Gives the isolation contract tenants and the ways to their rows.
 *
 * <p>
 * There is one for each isolation strategy; the contract is the same for all.
 */
public interface IsolationSetup extends AutoCloseable {

	/**
	 * Returns the guards that keep the rows of the tenants.
	 * @return each guard that can stand alone
	 */
	Set<Guard> guards();

	/**
	 * Gives two tenants that own no rows; asked before each test.
	 * @return the tenants, new ones or ones whose rows were deleted
	 */
	TwoTenants newTenants();

	/**
	 * Returns the entities of the application behind one guard only.
	 * @param guard the guard that stands
	 * @return entities on the connections of {@link #dataSource}
	 */
	EntityManagerFactory entities(Guard guard);

	/**
	 * Maps the entities of the application with a second-level and a query cache that
	 * hold all of them, behind {@link Guard#ROW_LEVEL_SECURITY}.
	 * @return new entities, to be closed by the caller
	 */
	EntityManagerFactory cachedEntities();

	/**
	 * Returns tenant-bound connections behind one guard only.
	 * @param guard the guard that stands; unless it is {@link Guard#ROW_LEVEL_SECURITY}
	 * the login is one that row-level security does not bind, and unless it is
	 * {@link Guard#PLACEMENT} all tenants are led to the same tables
	 * @return the connections
	 */
	DataSource dataSource(Guard guard);

	/**
	 * Returns tenant-bound connections that take turns on one backend, transaction by
	 * transaction, as a pooler lends it.
	 * @param guard the guard that stands
	 * @return the connections
	 */
	DataSource pooled(Guard guard);

	/**
	 * Returns connections past all guards.
	 * @param tenant whose rows are looked for
	 * @return connections of the owner of the tables where they are
	 */
	DataSource owner(Tenant tenant);

	/**
	 * Returns the application whose executors, caches and listeners are roads too.
	 * @return the application, or empty if there is none
	 */
	default Optional<ApplicationContext> application() {
		return Optional.empty();
	}

	/**
	 * Closes what was opened for the tests.
	 */
	@Override
	void close();

	/**
	 * Sets up tenants of a strategy from an application under {@link StratumTest}.
	 * @param application holds the entities, the tenant-bound data source, the tenants
	 * and their placements
	 * @param strategy how rows are kept apart; tenants with a place of their own are
	 * provisioned by the application
	 * @return the setup, with the application's own roads, which leaves the application
	 * as it is
	 */
	static IsolationSetup of(ApplicationContext application, IsolationStrategy strategy) {
		return of(strategy, application.getBean(TestDatabase.class), application.getBean(Tenants.class),
				application.getBean(Placements.class), application.getBean(EntityManagerFactory.class),
				application.getBean(TenantDataSource.class), application);
	}

	/**
	 * Sets up tenants of a strategy.
	 * @param strategy how rows are kept apart
	 * @param database where the shared tables are, under row-level security
	 * @param tenants where tenants are made, with their places
	 * @param placements knows these places
	 * @param entities the entities, made by Spring
	 * @param dataSource tenant-bound connections of the application role
	 * @return the setup
	 */
	static IsolationSetup of(IsolationStrategy strategy, TestDatabase database, Tenants tenants, Placements placements,
			EntityManagerFactory entities, TenantDataSource dataSource) {
		return of(strategy, database, tenants, placements, entities, dataSource, null);
	}

	private static IsolationSetup of(IsolationStrategy strategy, TestDatabase database, Tenants tenants,
			Placements placements, EntityManagerFactory entities, TenantDataSource dataSource,
			@Nullable ApplicationContext application) {
		return (strategy == IsolationStrategy.SHARED)
				? new SharedTables(database, tenants, entities, dataSource, application)
				: new OwnPlaces(strategy, database, tenants, placements, entities, application);
	}

}
