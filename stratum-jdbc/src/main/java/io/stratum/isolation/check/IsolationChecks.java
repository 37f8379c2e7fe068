package io.stratum.isolation.check;

import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.rls.RowLevelSecurity;

/**
 * The checks of one database that holds rows of tenants.
 */
public final class IsolationChecks {

	private IsolationChecks() {
	}

	/**
	 * Returns the checks D01 to D05, D07 to D22, and D06 as far as tables go.
	 * @param catalog connections of any login that can read the catalog
	 * @param application connections of the application before they are tied to a tenant
	 * @param roles names of the roles
	 * @param tables which tables are tenant-owned
	 * @return one check for each group of questions that share their queries
	 */
	public static List<DoctorCheck> of(DataSource catalog, DataSource application, RoleNames roles,
			TenantTables tables) {
		RoundCatalog round = new RoundCatalog(new RowLevelSecurity(catalog, roles, tables));
		return List.of(new RoleCheck(round, application, roles), new CatalogCheck(round), new ServerCheck(application),
				new BindingProbe(application), new RowProbe(round, application));
	}

}
