package io.stratum.autoconfigure.isolation;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.engine.Json;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogView;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.check.IsolationChecks;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorMode;
import io.stratum.isolation.rls.RowLevelSecurity;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Loads what looks at the database before the application serves, beside the start; it
 * asks nothing.
 */
final class IsolationPreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() {
		Stream.of(CatalogTable.class, CatalogTable.Sequence.class, CatalogView.class)
			.forEach((type) -> Json.mapper().readerFor(type));
		SimpleDriverDataSource nowhere = new SimpleDriverDataSource();
		TenantTables tables = TenantTables.in("public");
		new RowLevelSecurity(nowhere, RoleNames.DEFAULT, tables).recipe();
		new Doctor(IsolationChecks.of(nowhere, nowhere, RoleNames.DEFAULT, tables), DoctorMode.ENFORCE, List.of());
	}

}
