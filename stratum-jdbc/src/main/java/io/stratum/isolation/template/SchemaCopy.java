package io.stratum.isolation.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.stratum.isolation.jdbc.ServerFailure;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Copies a schema into an empty one, much faster than the scripts that made it.
 *
 * <p>
 * <b>Guarantees.</b> After a copy the catalog knows nothing of the one schema that it
 * does not know of the other; rows and the state of sequences are copied too. What cannot
 * be copied so leaves the empty schema as it was, and the reason is told. The name of the
 * copied schema must be one that occurs in no other text, as the names of placements do.
 */
public final class SchemaCopy {

	private static final String ROWS = """
			select format('insert into %I.%I (%s) overriding system value select %s from %I.%I', :target, c.relname,
				a.columns, a.readings, :source, c.relname)
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace
			cross join lateral (
				select string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
					-- Types of the one schema are strangers to the other.
					string_agg(quote_ident(a.attname) || case when strpos(t.name, :source) > 0
						then '::text::' || replace(t.name, :source, :target) else '' end, ', ' order by a.attnum) as readings
				from pg_attribute a cross join lateral format_type(a.atttypid, a.atttypmod) t (name)
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') a
			where c.oid in ({members}) and c.relkind = 'r' and pg_relation_size(c.oid) > 0
			union all
			select format('select setval(%L, last_value, is_called) from %I.%I', format('%I.%I', :target, c.relname),
				:source, c.relname)
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.oid in ({members}) and c.relkind = 'S'
			""";

	private final DataSource owner;

	/**
	 * Creates the copier for one database.
	 * @param owner connections of the role that owns both schemas
	 */
	public SchemaCopy(DataSource owner) {
		this.owner = owner;
	}

	/**
	 * Copies a schema in one transaction, and compares.
	 * @param source name of the schema to copy
	 * @param target name of an empty schema
	 * @return why there is no copy, or nothing if there is one
	 * @throws SQLException if the database is out of reach
	 */
	public Optional<String> copy(String source, String target) throws SQLException {
		try (Connection connection = this.owner.getConnection()) {
			connection.setAutoCommit(false);
			Optional<String> obstacle = attempt(connection, source, target);
			if (obstacle.isPresent()) {
				connection.rollback();
			}
			else {
				connection.commit();
			}
			return obstacle;
		}
	}

	private static Optional<String> attempt(Connection connection, String source, String target) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		SchemaFacts facts = new SchemaFacts(jdbc);
		try {
			jdbc.sql(
					"select set_config('search_path', 'pg_catalog', true), set_config('check_function_bodies', 'off', true)")
				.query()
				.singleRow();
			List<String> uncovered = facts.uncovered(source);
			if (!uncovered.isEmpty()) {
				return Optional.of("It holds " + uncovered.get(0) + ", which is not copied.");
			}
			run(connection, script(jdbc, source, target));
			return facts.difference(source, target).stream().findFirst().map("The copy would differ: "::concat);
		}
		catch (SQLException | RuntimeException ex) {
			return Optional.of("The database refused: " + ServerFailure.text(ex));
		}
	}

	private static List<String> script(JdbcClient jdbc, String source, String target) {
		List<String> script = new ArrayList<>();
		for (SchemaPart part : SchemaPart.values()) {
			if (part == SchemaPart.REFERENCES) {
				script.addAll(jdbc.sql(SchemaPart.withMembers(ROWS))
					.param("source", source)
					.param("target", target)
					.query((row, number) -> row.getString(1))
					.list());
			}
			jdbc.sql(part.sql())
				.param("source", source)
				.query((row, number) -> row.getString(1))
				.list()
				.forEach((statement) -> script.add(statement.replace(source, target)));
		}
		return script;
	}

	private static void run(Connection connection, List<String> script) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(String.join(";\n", script));
		}
	}

}
