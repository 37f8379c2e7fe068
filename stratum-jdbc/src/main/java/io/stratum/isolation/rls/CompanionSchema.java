package io.stratum.isolation.rls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.RoleNames;

/**
 * What the policies call, for databases that have no engine.
 *
 * <p>
 * The text is that of the engine's own migration, so both kinds of database hold the same
 * functions. A database that has the engine, or shall get it, is left to that migration.
 */
public final class CompanionSchema {

	private static final String SCRIPT = "/io/stratum/engine/migration/V60__visibility.sql";

	private CompanionSchema() {
	}

	/**
	 * Creates the schema {@code stratum} with its functions, or replaces them.
	 * @param owner connections of the owner role to the database of a tenant
	 * @param roles names of the roles
	 */
	public static void install(DataSource owner, RoleNames roles) {
		List<String> statements = new ArrayList<>(List.of("create schema if not exists stratum", script()));
		statements.addAll(new Rights(roles).onCompanion());
		new Ddl(owner, Duration.ofSeconds(3)).run(statements);
	}

	private static String script() {
		try (InputStream script = CompanionSchema.class.getResourceAsStream(SCRIPT)) {
			if (script == null) {
				throw new IllegalStateException("The script \"" + SCRIPT + "\" is not on the class path.");
			}
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
