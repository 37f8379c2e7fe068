package io.stratum.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.stratum.StratumStartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedDatabaseIntegrationTests {

	@TempDir
	Path folder;

	@Test
	void applicationRoleHasNoRightToSkipIsolation() throws SQLException {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedOptions.throwAway());
				Connection connection = DriverManager.getConnection(database.url(), "stratum_app", "");
				Statement statement = connection.createStatement();
				ResultSet role = statement.executeQuery("""
						select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit,
							pg_has_role(rolname, 'stratum_subtree_reader', 'usage'),
							has_database_privilege(current_database(), 'temporary')
						from pg_roles where rolname = current_user
						""")) {
			assertThat(role.next()).isTrue();
			assertThat(role.getBoolean(1)).isFalse();
			assertThat(role.getBoolean(2)).isFalse();
			assertThat(role.getBoolean(3)).isFalse();
		}
	}

	@Test
	void dataIsKeptAndSecondApplicationIsRefused() throws SQLException {
		EmbeddedOptions options = EmbeddedOptions.throwAway().keptIn(this.folder);
		try (EmbeddedDatabase database = EmbeddedDatabase.start(options)) {
			execute(database, "create table kept (id int)");
			assertThatExceptionOfType(StratumStartupException.class).isThrownBy(() -> EmbeddedDatabase.start(options))
				.withMessageContaining("in use by another application")
				.withMessageContaining("stratum.embedded.data-dir");
		}
		try (EmbeddedDatabase database = EmbeddedDatabase.start(options)) {
			execute(database, "insert into kept values (1)");
		}
	}

	@Test
	void throwAwayServerLeavesNothingBehind() {
		EmbeddedDatabase database = EmbeddedDatabase.start(EmbeddedOptions.throwAway());
		Path folder = database.folder();
		assertThat(folder).exists();
		database.close();
		assertThat(folder).doesNotExist();
	}

	@Test
	void dataOfAnotherVersionIsRefusedUntouched() throws IOException {
		Path data = Files.createDirectories(this.folder.resolve("data"));
		Files.writeString(data.resolve("PG_VERSION"), "9.6\n");
		Files.writeString(data.resolve("postgresql.conf"), "");
		EmbeddedOptions options = new EmbeddedOptions(this.folder, 0, "stratum", Map.of(), Duration.ofSeconds(3));
		assertThatExceptionOfType(StratumStartupException.class).isThrownBy(() -> EmbeddedDatabase.start(options))
			.withMessageContaining("stratum.embedded.data-dir");
		assertThat(data.resolve("PG_VERSION")).hasContent("9.6");
	}

	private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.url(), "stratum_owner", "");
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
