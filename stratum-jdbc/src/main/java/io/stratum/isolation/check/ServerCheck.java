package io.stratum.isolation.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Asks the server about its version and the settings that connections start with.
 */
final class ServerCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(
			new DoctorQuestion("D17", DoctorSeverity.WARN, "The schema of an extension is not on the search path."),
			new DoctorQuestion("D20", DoctorSeverity.ERROR,
					"A setting app.* is preset, so a tenant is bound from the start."),
			new DoctorQuestion("D21", DoctorSeverity.ERROR,
					"The server is unsupported or has known defects in policies."));

	// First minor releases without CVE-2024-10976 and CVE-2025-8713, by major version.
	private static final Map<Integer, Integer> SOUND = Map.of(15, 14, 16, 10, 17, 6, 18, 0);

	private static final String EXTENSIONS = """
			select e.extname::text as name, n.nspname::text as schema
			from pg_extension e join pg_namespace n on n.oid = e.extnamespace
			where n.nspname <> all (current_schemas(true))
			order by 1
			""";

	private static final String PRESETS = """
			select coalesce('role ' || r.rolname, 'database ' || d.datname, 'server') as object,
				split_part(c.setting, '=', 1) as setting
			from pg_db_role_setting s
			cross join unnest(s.setconfig) c (setting)
			left join pg_roles r on r.oid = s.setrole
			left join pg_database d on d.oid = s.setdatabase
			where c.setting like 'app.%' and (s.setdatabase = 0 or d.datname = current_database())
			union
			select 'connection', n.name
			from unnest(array['app.current_tenant_id', 'app.visible_tenant_ids']) n (name)
			where current_setting(n.name, true) <> ''
			order by 1, 2
			""";

	private final DataSource application;

	ServerCheck(DataSource application) {
		this.application = application;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() throws SQLException {
		try (Connection connection = this.application.getConnection()) {
			JdbcClient login = JdbcClient.create(new SingleConnectionDataSource(connection, true));
			int version = login.sql("select current_setting('server_version_num')::integer")
				.query(Integer.class)
				.single();
			return Stream.of(extensions(login), presets(login), version(version)).flatMap((found) -> found).toList();
		}
	}

	static Stream<DoctorFinding> version(int number) {
		int major = number / 10_000;
		int minor = number % 10_000;
		Integer sound = SOUND.get(major);
		if (sound != null && minor >= sound) {
			return Stream.of();
		}
		String finding = (sound == null) ? "The server is PostgreSQL " + major + ", which is not supported."
				: "PostgreSQL %d.%d has known defects in row-level security.".formatted(major, minor);
		return Stream.of(DoctorFinding.of("D21", DoctorSeverity.ERROR, "server", finding,
				(sound == null) ? "Use PostgreSQL 15, 16, 17 or 18." : "Upgrade to the newest minor release."));
	}

	private Stream<DoctorFinding> extensions(JdbcClient login) {
		return login.sql(EXTENSIONS)
			.query((row, number) -> DoctorFinding.of("D17", DoctorSeverity.WARN, row.getString("name"),
					"The schema \"%s\" of the extension is not on the search path of the application."
						.formatted(row.getString("schema")),
					"Add it to the search path, or nothing finds the extension's functions."))
			.list()
			.stream();
	}

	private Stream<DoctorFinding> presets(JdbcClient login) {
		return login.sql(PRESETS)
			.query((row, number) -> DoctorFinding.of("D20", DoctorSeverity.ERROR, row.getString("object"),
					"The setting \"%s\" is preset, so code without a tenant sees rows."
						.formatted(row.getString("setting")),
					"Reset it: alter role, database or system … reset %s; and look at the connection's options."
						.formatted(row.getString("setting"))))
			.list()
			.stream();
	}

}
