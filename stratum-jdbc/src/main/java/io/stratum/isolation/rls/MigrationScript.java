package io.stratum.isolation.rls;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.TableName;

/**
 * Writes row-level security as a repeatable migration.
 *
 * <p>
 * The script says what shall be, never what differs, so its text depends on names alone
 * and running it again changes nothing.
 */
final class MigrationScript {

	private static final String HEAD = """
			-- Row-level security of the tenant-owned tables, generated; do not edit.
			set local lock_timeout = '5s';
			""";

	private final CatalogSnapshot catalog;

	private final PolicyText text;

	private final Rights rights;

	private final TenantRequired required;

	MigrationScript(CatalogSnapshot catalog, PolicyText text) {
		this.catalog = catalog;
		this.text = text;
		this.rights = new Rights(catalog.roles());
		this.required = new TenantRequired(catalog.declared().column());
	}

	String text() {
		Stream<String> schemas = this.catalog.declared()
			.schemas()
			.stream()
			.flatMap((schema) -> this.rights.onSchema(schema).stream());
		Stream<List<String>> tables = this.catalog.owned()
			.stream()
			.filter((table) -> !table.isForeign())
			.map(this::statements);
		return Stream.concat(Stream.of(Stream.concat(schemas, foundation()).toList()), tables)
			.map((statements) -> statements.stream().collect(Collectors.joining(";\n", "\n", ";\n")))
			.collect(Collectors.joining("", HEAD, ""));
	}

	private Stream<String> foundation() {
		return Stream.concat(this.rights.onCompanion().stream(),
				this.rights.onSequences(this.catalog.surroundings().sequences()).stream());
	}

	private List<String> statements(CatalogTable table) {
		TableName name = table.table();
		return Stream
			.of(column(table), Stream.of(this.text.setDefault(name), PolicyText.enable(name), PolicyText.force(name)),
					this.text.policies().stream().flatMap((policy) -> policy.replace(name).stream()),
					this.rights.onOwned(table).stream(), capture(table), Stream.of(this.required.require(name)))
			.flatMap((statements) -> statements)
			.toList();
	}

	private Stream<String> capture(CatalogTable table) {
		return CaptureTrigger.of(table, this.catalog)
			.stream()
			.flatMap((trigger) -> trigger.replace(table.table()).stream());
	}

	// A partition cannot be given a column of its own, not even one it has already.
	private Stream<String> column(CatalogTable table) {
		boolean inherits = table.parents().stream().anyMatch(this.catalog::isOwned);
		return inherits ? Stream.of() : Stream.of(this.text.addColumn(table.table()));
	}

}
