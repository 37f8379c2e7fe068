package io.stratum.isolation.check;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.PlacementInventory;

/**
 * The checks of the places that tenants have of their own.
 */
public final class PlacementChecks {

	private PlacementChecks() {
	}

	/**
	 * Returns the checks D23 and D24.
	 * @param fleet the placements and what they have to contain
	 * @param inventory knows what could not be made
	 * @param most how many placements are read in one run, from 1; each run goes on where
	 * the last one ended
	 * @return the check
	 */
	public static DoctorCheck fleet(FleetMigration fleet, PlacementInventory inventory, int most) {
		return new FleetCheck(fleet, inventory, most);
	}

	/**
	 * Returns the check D25.
	 * @param inventory compares records and servers
	 * @return the check
	 */
	public static DoctorCheck inventory(PlacementInventory inventory) {
		return new InventoryCheck(inventory);
	}

	/**
	 * Returns the check D26.
	 * @param catalog connections of any login that can read the catalog
	 * @param schemas schemas of the shared tables
	 * @param searchPathTail schemas searched after the one of a tenant
	 * @return the check
	 */
	public static DoctorCheck searchPath(DataSource catalog, Collection<String> schemas, List<String> searchPathTail) {
		return new SearchPathCheck(catalog, schemas, searchPathTail);
	}

	/**
	 * Returns the check D31.
	 * @param engine connections of any login to the engine's database
	 * @param servers servers on which tenants are
	 * @param names names of all these servers
	 * @param clock the time of this node
	 * @return the check
	 */
	public static DoctorCheck clocks(DataSource engine, OwnerServers servers, Collection<String> names,
			InstantSource clock) {
		return new ClockCheck(engine, servers, names, clock);
	}

	/**
	 * Returns the check D28.
	 * @param servers servers on which tenants are
	 * @param ceilings the most connections that this node opens, by name of the server
	 * @return the check
	 */
	public static DoctorCheck ceilings(OwnerServers servers, Map<String, Integer> ceilings) {
		return new CeilingCheck(servers, ceilings);
	}

}
