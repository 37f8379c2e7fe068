package io.stratum.isolation.rls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

	private static final List<String> SCRIPTS = List.of("/io/stratum/engine/migration/V60__visibility.sql",
			"/io/stratum/engine/migration/V80__capture.sql");

	private CompanionSchema() {
	}

	/**
	 * Creates the schema {@code stratum} with its functions, or replaces them.
	 * @param owner connections of the owner role to the database of a tenant
	 * @param roles names of the roles
	 */
	public static void install(DataSource owner, RoleNames roles) {
		List<String> statements = new ArrayList<>(List.of("create schema if not exists stratum"));
		SCRIPTS.stream().map(CompanionSchema::text).forEach(statements::add);
		statements.addAll(new Rights(roles).onCompanion());
		statements.addAll(new Rights(roles).onOutbox());
		new Ddl(owner, Duration.ofSeconds(3)).run(statements);
	}

	/**
	 * Returns what tells one version of the functions from another.
	 */
	static String version() {
		return Policy.hash(SCRIPTS.stream().map(CompanionSchema::text).collect(Collectors.joining()));
	}

	private static String text(String name) {
		try (InputStream script = CompanionSchema.class.getResourceAsStream(name)) {
			if (script == null) {
				throw new IllegalStateException("The script \"" + name + "\" is not on the class path.");
			}
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
