package io.stratum.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;

import io.stratum.StratumStartupException;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.RoleNames;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Runs a real PostgreSQL with the four roles of Stratum beside the application.
 *
 * <p>
 * Its binaries are ordinary dependencies, so nothing has to be installed. With a data
 * folder it is durable and keeps its data; a server that outlived its application is
 * adopted by the next one on the same folder.
 *
 * <p>
 * <b>Guarantees.</b> A folder serves one application at a time; a second one is refused
 * before anything is touched. It trusts every local login, so it is never a production
 * database.
 */
public final class EmbeddedDatabase implements AutoCloseable {

	/** The roles it creates. */
	public static final RoleNames ROLES = RoleNames.DEFAULT;

	private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on",
			"full_page_writes", "on");

	private final EmbeddedPostgres server;

	private final DataFolder folder;

	private final String database;

	private EmbeddedDatabase(EmbeddedPostgres server, DataFolder folder, String database) {
		this.server = server;
		this.folder = folder;
		this.database = database;
	}

	/**
	 * Starts a server, or adopts the one that is left over on the same folder.
	 * @param options how
	 * @return the running server, with roles and database
	 * @throws StratumStartupException if the folder is in use, not writable or of another
	 * server version, or if the server does not start
	 */
	public static EmbeddedDatabase start(EmbeddedOptions options) {
		DataFolder folder = DataFolder.open(options.dataDirectory());
		EmbeddedDatabase database;
		try {
			database = new EmbeddedDatabase(launch(options, folder), folder, options.database());
		}
		catch (IOException | RuntimeException ex) {
			StratumStartupException failure = failure(folder, ex);
			folder.close();
			throw failure;
		}
		database.createRoles();
		return database;
	}

	private static EmbeddedPostgres launch(EmbeddedOptions options, DataFolder folder) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(folder.data())
			.setCleanDataDirectory(folder.isTemporary())
			.setRegisterShutdownHook(false)
			.setPGStartupWait(options.startTimeout())
			.setOutputRedirector(Redirect.appendTo(folder.log().toFile()))
			.setErrorRedirector(Redirect.appendTo(folder.log().toFile()));
		if (!folder.isTemporary()) {
			DURABLE.forEach(builder::setServerConfig);
		}
		options.settings().forEach(builder::setServerConfig);
		int port = folder.portOfSurvivor().orElse(options.port());
		return ((port != 0) ? builder.setPort(port) : builder).start();
	}

	private static StratumStartupException failure(DataFolder folder, Exception cause) {
		return new StratumStartupException(
				"The embedded PostgreSQL in '" + folder.path() + "' did not start. Its last words: "
						+ System.lineSeparator() + folder.endOfLog(),
				"If another version wrote the data, name another folder with 'stratum.embedded.data-dir'; if the port is "
						+ "taken, another one with 'stratum.embedded.port'; as root it needs 'unshare' (util-linux). Or use a "
						+ "server of your own: 'spring.datasource.url'.",
				cause);
	}

	private void createRoles() {
		DatabaseRoles roles = new DatabaseRoles(ROLES);
		try (Connection connection = this.server.getPostgresDatabase().getConnection()) {
			roles.create(connection);
			roles.createDatabase(connection, this.database);
		}
		catch (SQLException ex) {
			close();
			throw new IllegalStateException("The embedded PostgreSQL did not take its roles: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Stops the server when the virtual machine ends, for tests that share one.
	 * @return this server
	 */
	public EmbeddedDatabase closedAtExit() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stratum-embedded-stop"));
		return this;
	}

	/**
	 * Returns the address of its database.
	 * @return a JDBC URL without credentials
	 */
	public String url() {
		return url(this.database);
	}

	/**
	 * Returns the address of another database on the same server.
	 * @param name name of the database
	 * @return a JDBC URL without credentials
	 */
	public String url(String name) {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/" + name;
	}

	/**
	 * Opens a connection as the server's superuser, which only tests have a use for.
	 * @return a new connection to the maintenance database
	 * @throws SQLException if the server does not answer
	 */
	public Connection superuserConnection() throws SQLException {
		return this.server.getPostgresDatabase().getConnection();
	}

	/**
	 * Returns a secret that is made at the first start and kept beside the data, readable
	 * by its owner only.
	 * @param name name of its file
	 * @param maker makes the secret at the first start
	 * @return the secret
	 */
	public String secret(String name, Supplier<String> maker) {
		return this.folder.secret(name, maker);
	}

	/**
	 * Returns the folder that holds its data.
	 * @return the folder
	 */
	public Path folder() {
		return this.folder.path();
	}

	/**
	 * Stops the server, and deletes its data if it was to be thrown away; a second call
	 * changes nothing.
	 */
	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.folder.close();
		}
	}

}
