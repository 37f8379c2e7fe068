package io.stratum.isolation.catalog;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one role can do besides its rights on tables.
 *
 * @param name its name
 * @param powers its attributes that no policy restrains
 * @param reach roles it is a member of, directly or not
 * @param mighty those of them that no policy restrains
 * @param inherited those of them whose rights it has without switching
 * @param schemaOwners owners of the schemas with tables
 */
public record RoleFacts(String name, List<String> powers, Set<String> reach, Set<String> mighty, Set<String> inherited,
		Set<String> schemaOwners) {

	private static final Map<String, String> POWERS = Map.of("rolsuper", "SUPERUSER", "rolbypassrls", "BYPASSRLS",
			"rolcreaterole", "CREATEROLE", "rolreplication", "REPLICATION");

	private static final String QUERY = """
			with other as (
				select r.oid, r.rolname::text as name, a.oid as login,
					r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication or r.rolname in
						('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program') as mighty
				from pg_roles a join pg_roles r on r.oid <> a.oid
				where a.rolname = coalesce(cast(:role as name), session_user) and not a.rolsuper
			)
			select a.rolname, a.rolsuper, a.rolbypassrls, a.rolcreaterole, a.rolreplication,
				array(select name from other where pg_has_role(login, oid, 'member')) as reach,
				array(select name from other where pg_has_role(login, oid, 'member') and mighty) as mighty,
				array(select name from other where pg_has_role(login, oid, 'usage')) as inherited,
				array(
					select pg_get_userbyid(n.nspowner)::text
					from pg_namespace n
					where n.nspname = any (:schemas)) as schema_owners
			from pg_roles a
			where a.rolname = coalesce(cast(:role as name), session_user)
			""";

	/**
	 * Reads about the role of the given name, or about the login itself if there is none.
	 * @param any connections of any login, of the login itself if no role is named
	 * @param role name of the role, or {@code null} for the login
	 * @param schemas schemas with tables
	 * @return the facts, empty if there is no such role
	 */
	public static List<RoleFacts> read(DataSource any, @Nullable String role, Set<String> schemas) {
		return JdbcClient.create(any)
			.sql(QUERY)
			.param("role", role)
			.param("schemas", schemas.toArray(String[]::new))
			.query((row, number) -> new RoleFacts(row.getString("rolname"), powers(row), names(row.getArray("reach")),
					names(row.getArray("mighty")), names(row.getArray("inherited")),
					names(row.getArray("schema_owners"))))
			.list();
	}

	private static List<String> powers(ResultSet row) throws SQLException {
		List<String> powers = new ArrayList<>();
		for (Map.Entry<String, String> power : POWERS.entrySet()) {
			if (row.getBoolean(power.getKey())) {
				powers.add(power.getValue());
			}
		}
		return powers.stream().sorted().toList();
	}

	private static Set<String> names(Array array) throws SQLException {
		return new TreeSet<>(List.of((String[]) array.getArray()));
	}

}
