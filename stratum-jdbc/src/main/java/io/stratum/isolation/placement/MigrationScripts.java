package io.stratum.isolation.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The application's own migrations, as they run in the places of tenants.
 */
public final class MigrationScripts {

	private final Supplier<Configuration> base;

	private final List<FleetFlywayCustomizer> customizers;

	/**
	 * Creates migrations that follow the configuration of the shared tables.
	 * @param base that configuration, asked for when it is first needed
	 * @param customizers change it for the places of tenants
	 */
	public MigrationScripts(Supplier<Configuration> base, List<FleetFlywayCustomizer> customizers) {
		this.base = base;
		this.customizers = List.copyOf(customizers);
	}

	/**
	 * Creates migrations from folders.
	 * @param locations the folders, as Flyway names them
	 * @return migrations without further configuration
	 */
	public static MigrationScripts in(String... locations) {
		return new MigrationScripts(() -> Flyway.configure().locations(locations), List.of());
	}

	/**
	 * Makes the migrations of one place ready to run.
	 * @param owner connections of the owner role to the place
	 * @param schema name of the schema that holds its tables
	 * @return what runs them, knows their history and compares it
	 */
	public Flyway in(DataSource owner, String schema) {
		return configuration().dataSource(owner).schemas(schema).defaultSchema(schema).createSchemas(false).load();
	}

	/**
	 * Adds all that decides what the migrations do to a digest, without a database.
	 */
	void feed(Fingerprint fingerprint) {
		FluentConfiguration configuration = configuration();
		new TreeMap<>(configuration.getPlaceholders()).forEach((name, value) -> fingerprint.add(name).add(value));
		fingerprint.add(configuration.getTable());
		Stream.of(configuration.getJavaMigrations())
			.sorted(Comparator.comparing((migration) -> migration.getClass().getName()))
			.forEach((migration) -> feed(fingerprint, migration));
		resources(configuration.getLocations()).forEach((name, resource) -> feed(fingerprint, name, resource));
	}

	private FluentConfiguration configuration() {
		FluentConfiguration configuration = Flyway.configure().configuration(this.base.get());
		this.customizers.forEach((customizer) -> customizer.customize(configuration));
		return configuration;
	}

	private static void feed(Fingerprint fingerprint, JavaMigration migration) {
		fingerprint.add(migration.getClass().getName())
			.add(String.valueOf(migration.getVersion()))
			.add(String.valueOf(migration.getChecksum()));
	}

	private static void feed(Fingerprint fingerprint, String name, Resource resource) {
		try {
			fingerprint.add(name).add(resource.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration '" + name + "' cannot be read.", ex);
		}
	}

	private static Map<String, Resource> resources(Location[] locations) {
		Map<String, Resource> found = new TreeMap<>();
		Arrays.stream(locations).forEach((location) -> addAll(found, location));
		return found;
	}

	private static void addAll(Map<String, Resource> found, Location location) {
		String folder = location.getDescriptor().startsWith("classpath:") ? "classpath*:" + location.getRootPath()
				: "file:" + location.getRootPath();
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver().getResources(folder + "/**/*.*")) {
				String path = resource.getURL().getPath();
				// Where an archive or a build lies must not matter.
				found.put(path.substring(path.lastIndexOf(location.getRootPath())), resource);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migrations in '" + location.getDescriptor() + "' cannot be listed.",
					ex);
		}
	}

}
