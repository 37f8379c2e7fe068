package io.stratum.test;

import javax.sql.DataSource;

import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Gives the isolation contract tenants and the ways to their rows.
 *
 * <p>
 * There is one for each isolation strategy; the contract is the same for all.
 */
public interface IsolationSetup extends AutoCloseable {

	/**
	 * Makes two tenants that own no rows; asked before each test.
	 * @return the tenants
	 */
	TwoTenants newTenants();

	/**
	 * Returns the entities of the application behind one guard only.
	 * @param guard the guard that stands
	 * @return entities on the connections of {@link #dataSource}
	 */
	EntityManagerFactory entities(Guard guard);

	/**
	 * Returns tenant-bound connections behind one guard only.
	 * @param guard the guard that stands; with {@link Guard#HIBERNATE} the login is one
	 * that row-level security does not bind
	 * @return the connections
	 */
	DataSource dataSource(Guard guard);

	/**
	 * Returns connections past all guards.
	 * @param tenant whose rows are looked for
	 * @return connections of the owner of the tables where they are
	 */
	DataSource owner(Tenant tenant);

	/**
	 * Closes what was opened for the tests.
	 */
	@Override
	void close();

	/**
	 * Sets up tenants in shared tables from an application under {@link StratumTest}.
	 * @param application holds the entities, the tenant-bound data source and the tenants
	 * @return the setup, which leaves the application as it is
	 */
	static IsolationSetup sharedTables(ApplicationContext application) {
		return sharedTables(application.getBean(TestDatabase.class), application.getBean(Tenants.class),
				application.getBean(EntityManagerFactory.class), application.getBean(TenantDataSource.class));
	}

	/**
	 * Sets up tenants in shared tables.
	 * @param database where the tables are, under row-level security
	 * @param tenants where tenants are made
	 * @param entities the entities, made by Spring
	 * @param dataSource tenant-bound connections of the application role
	 * @return the setup
	 */
	static IsolationSetup sharedTables(TestDatabase database, Tenants tenants, EntityManagerFactory entities,
			TenantDataSource dataSource) {
		return new SharedTables(database, tenants, entities, dataSource);
	}

}
