package io.stratum.isolation.template;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes a schema that is there to be copied to everybody but its owner.
 *
 * <p>
 * <b>Guarantees.</b> Whoever is not the owner can name nothing in a sealed schema, so it
 * holds what its migrations wrote and nothing else. What was granted on it before is kept
 * in its comment, and a copy gets those rights and the comment of before.
 */
public final class SchemaSeal {

	private static final String MARK = "' stratum:sealed '";

	private static final String STATEMENTS = withMark("""
			select format('comment on schema %I is %L', n.nspname, coalesce(obj_description(n.oid, 'pg_namespace'), '')
				|| {mark} || coalesce(n.nspacl, acldefault('n', n.nspowner))::text)
			from pg_namespace n
			where n.nspname = ? and strpos(coalesce(obj_description(n.oid, 'pg_namespace'), ''), {mark}) = 0
			union all
			select format('revoke all on schema %I from %s cascade', n.nspname,
				case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end)
			from pg_namespace n cross join lateral aclexplode(n.nspacl) g
			where n.nspname = ? and g.grantee <> n.nspowner
			""");

	private static final String SEALED = withMark("""
			select strpos(obj_description(n.oid, 'pg_namespace'), {mark}) > 0 and not exists (
				select from aclexplode(n.nspacl) g where g.grantee <> n.nspowner)
			from pg_namespace n
			where n.nspname = ?
			""");

	private final Connection owner;

	/**
	 * Creates the seal for the schemas of one database.
	 * @param owner a connection of the role that owns them, in autocommit
	 */
	public SchemaSeal(Connection owner) {
		this.owner = owner;
	}

	/**
	 * Seals a schema; sealing it again changes nothing.
	 * @param schema name of the schema
	 * @throws SQLException if it is not there, stays open to somebody or the database is
	 * out of reach
	 */
	public void seal(String schema) throws SQLException {
		List<String> statements = strings(STATEMENTS, schema, schema);
		try (Statement statement = this.owner.createStatement()) {
			statement.setEscapeProcessing(false);
			// Several statements sent at once are one transaction.
			statement.execute(String.join(";\n", statements));
		}
		if (!isSealed(schema)) {
			throw new SQLException("Schema '" + schema + "' is not closed to everybody but its owner.");
		}
	}

	/**
	 * Tells whether a schema is sealed.
	 * @param schema name of the schema
	 * @return whether it is there and closed to everybody but its owner
	 * @throws SQLException if the database is out of reach
	 */
	public boolean isSealed(String schema) throws SQLException {
		return strings(SEALED, schema).contains("t");
	}

	/** Puts the sign of a seal into a query. */
	static String withMark(String sql) {
		return sql.replace("{mark}", MARK);
	}

	private List<String> strings(String sql, String... schemas) throws SQLException {
		try (PreparedStatement statement = this.owner.prepareStatement(sql)) {
			for (int i = 0; i < schemas.length; i++) {
				statement.setString(i + 1, schemas[i]);
			}
			return strings(statement);
		}
	}

	private static List<String> strings(PreparedStatement statement) throws SQLException {
		List<String> strings = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				strings.add(String.valueOf(rows.getString(1)));
			}
		}
		return strings;
	}

}
