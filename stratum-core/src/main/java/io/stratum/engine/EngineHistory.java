package io.stratum.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import javax.sql.DataSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Compares the history of the engine's tables with the migrations of this library, in one
 * query.
 *
 * <p>
 * <b>Guarantees.</b> Only a history that holds each migration with its checksum and
 * nothing else is current; whatever else is found, or cannot be read, is left to Flyway.
 */
final class EngineHistory {

	/** Where the migrations are. */
	static final String LOCATION = "io/stratum/engine/migration";

	/** Name of the table. */
	static final String TABLE = "engine_history";

	private static final Pattern NAME = Pattern.compile("V([0-9]+)__.*\\.sql");

	private static final String APPLIED = """
			select h.version, h.checksum, h.success, h.type
			from stratum.engine_history h
			where h.type <> 'SCHEMA'
			""";

	private EngineHistory() {
	}

	/**
	 * Tells whether there is nothing to migrate.
	 * @param owner connections of the role that owns the tables
	 * @return whether each migration was applied as it is here, and no other
	 */
	static boolean isCurrent(DataSource owner) {
		try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
			return shipped().equals(applied(statement));
		}
		catch (SQLException | IOException | UncheckedIOException ex) {
			return false;
		}
	}

	private static Map<String, Integer> applied(Statement statement) throws SQLException {
		Map<String, Integer> applied = new HashMap<>();
		try (ResultSet row = statement.executeQuery(APPLIED)) {
			while (row.next()) {
				boolean known = row.getBoolean("success") && "SQL".equals(row.getString("type"));
				// Two rows of one version, or one without, are nothing that is shipped.
				String version = known ? String.valueOf(row.getString("version")) : "";
				applied.merge(version, row.getInt("checksum"), (one, other) -> 0);
			}
		}
		return applied;
	}

	/**
	 * Returns the checksum of each migration, by version.
	 * @throws IOException if one cannot be read
	 */
	static Map<String, Integer> shipped() throws IOException {
		Map<String, Integer> shipped = new HashMap<>();
		PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver(
				EngineHistory.class.getClassLoader());
		for (Resource file : files.getResources("classpath*:" + LOCATION + "/V*.sql")) {
			Matcher name = NAME.matcher(Objects.requireNonNullElse(file.getFilename(), ""));
			if (name.matches()) {
				shipped.put(name.group(1), checksum(file));
			}
		}
		return shipped;
	}

	/**
	 * Computes what Flyway does: CRC-32 of the lines without their ends.
	 */
	private static int checksum(Resource file) throws IOException {
		CRC32 checksum = new CRC32();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
			lines.lines().forEach((line) -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
		}
		return (int) checksum.getValue();
	}

}
