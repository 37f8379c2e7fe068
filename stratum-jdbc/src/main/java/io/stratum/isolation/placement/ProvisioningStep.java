package io.stratum.isolation.placement;

import javax.sql.DataSource;

import io.stratum.isolation.Placement;

/**
 * Work of the application on each new place, after its tables are there.
 */
@FunctionalInterface
public interface ProvisioningStep {

	/**
	 * Does the work; may run again on the same place after a failure.
	 * @param place the place, which no tenant has yet
	 * @param owner connections of the owner role to it; names without schema mean its
	 * tables
	 * @throws Exception if it failed, which takes the place down again
	 */
	void run(Placement place, DataSource owner) throws Exception;

}
