package io.stratum.isolation.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Asks whether the login of the application could step around the policies.
 */
final class RoleCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(
			new DoctorQuestion("D01", DoctorSeverity.FATAL,
					"The application role has a power that no policy restrains."),
			new DoctorQuestion("D02", DoctorSeverity.FATAL, "The application role owns a table or schema of tenants."),
			new DoctorQuestion("D03", DoctorSeverity.FATAL,
					"The application role inherits platform or subtree reader."),
			new DoctorQuestion("D14", DoctorSeverity.WARN,
					"The application role may create objects or temporary tables."));

	private static final String CREATION = """
			select 'schema ' || quote_ident(n.nspname) as object, 'create' as privilege
			from pg_namespace n
			where n.nspname not like 'pg\\_%' and has_schema_privilege(session_user, n.oid, 'create')
			union all
			select 'database ' || quote_ident(current_database()), p.name
			from unnest(array['create', 'temporary']) p (name)
			where has_database_privilege(session_user, current_database(), p.name)
			order by 1, 2
			""";

	private final RoundCatalog catalog;

	private final DataSource application;

	private final RoleNames roles;

	RoleCheck(RoundCatalog catalog, DataSource application, RoleNames roles) {
		this.catalog = catalog;
		this.application = application;
		this.roles = roles;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() throws SQLException {
		CatalogSnapshot snapshot = this.catalog.read(RoundCatalog.Reader.ROLES);
		try (Connection connection = this.application.getConnection()) {
			DataSource login = new SingleConnectionDataSource(connection, true);
			Stream<DoctorFinding> found = this.catalog.security().loginFindings(login, snapshot).stream();
			return Stream.concat(found, creation(login)).toList();
		}
	}

	private Stream<DoctorFinding> creation(DataSource login) {
		return JdbcClient.create(login)
			.sql(CREATION)
			.query((row, number) -> creation(row.getString("object"), row.getString("privilege")))
			.list()
			.stream();
	}

	private DoctorFinding creation(String object, String privilege) {
		return DoctorFinding.of("D14", DoctorSeverity.WARN, object,
				"The application role has the right to %s, with which it can shadow tables.".formatted(privilege),
				"revoke %s on %s from public, %s;".formatted(privilege, object,
						SqlIdentifier.quote(this.roles.application())));
	}

}
