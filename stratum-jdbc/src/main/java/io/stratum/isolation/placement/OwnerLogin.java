package io.stratum.isolation.placement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A server reached by the login that owns the tables of tenants.
 *
 * @param name its name in placements
 * @param url its JDBC URL; the database in it is replaced by that of the placement
 * @param roles names of the roles there
 * @param password gives the owner's password whenever a connection is opened
 */
public record OwnerLogin(String name, String url, RoleNames roles, Supplier<String> password) implements OwnerServer {

	@Override
	public DataSource connect(@Nullable String database, Settings settings) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(this.url);
		source.setUser(this.roles.owner());
		if (database != null) {
			source.setDatabaseName(database);
		}
		source.setOptions(options(settings));
		// It quotes values of rows.
		source.setLogServerErrorDetail(false);
		return new Rotating(source, this.roles.owner(), this.password);
	}

	private static String options(Settings settings) {
		List<String> options = new ArrayList<>();
		if (!settings.searchPath().isEmpty()) {
			options.add("search_path="
					+ settings.searchPath().stream().map(SqlIdentifier::quote).collect(Collectors.joining(",")));
		}
		addTimeout(options, "lock_timeout", settings.lockTimeout());
		addTimeout(options, "statement_timeout", settings.statementTimeout());
		return options.stream().map((option) -> "-c " + escape(option)).collect(Collectors.joining(" "));
	}

	private static void addTimeout(List<String> options, String name, Duration timeout) {
		if (!timeout.isZero()) {
			options.add(name + "=" + timeout.toMillis());
		}
	}

	// The server splits its options at blanks.
	private static String escape(String value) {
		return value.replace("\\", "\\\\").replace(" ", "\\ ");
	}

	/**
	 * Returns the name alone, for URLs may hold secrets.
	 * @return the name
	 */
	@Override
	public String toString() {
		return "OwnerLogin[" + this.name + "]";
	}

	private static final class Rotating extends DelegatingDataSource {

		private final PGSimpleDataSource source;

		private final String user;

		private final Supplier<String> password;

		private Rotating(PGSimpleDataSource source, String user, Supplier<String> password) {
			super(source);
			this.source = source;
			this.user = user;
			this.password = password;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.source.getConnection(this.user, this.password.get());
		}

	}

}
