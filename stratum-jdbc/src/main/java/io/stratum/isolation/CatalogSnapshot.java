package io.stratum.isolation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalog at one moment, with every table classified.
 */
final class CatalogSnapshot {

	private final RoleNames roles;

	private final TenantTables declared;

	private final Map<TableName, CatalogTable> tables;

	private final Map<String, CatalogRole> roleFacts;

	private final CatalogSurroundings surroundings;

	private final Map<TableName, TableClass> classes = new HashMap<>();

	CatalogSnapshot(TenantTables declared, RoleNames roles, List<CatalogTable> tables, List<CatalogRole> roleFacts,
			CatalogSurroundings surroundings) {
		this.surroundings = surroundings;
		this.declared = declared;
		this.roles = roles;
		this.tables = tables.stream().collect(Collectors.toMap(CatalogTable::table, Function.identity()));
		this.roleFacts = roleFacts.stream()
			.collect(Collectors.toMap(CatalogRole::name, Function.identity(), (a, b) -> a));
	}

	TenantTables declared() {
		return this.declared;
	}

	RoleNames roles() {
		return this.roles;
	}

	CatalogRole role(String name) {
		return Optional.ofNullable(this.roleFacts.get(name)).orElseThrow();
	}

	List<CatalogRole> roleFacts() {
		return this.roleFacts.values().stream().sorted(Comparator.comparing(CatalogRole::name)).toList();
	}

	Optional<CatalogTable> table(TableName name) {
		return Optional.ofNullable(this.tables.get(name));
	}

	/** Returns all tables, parents before their children. */
	List<CatalogTable> tables() {
		return this.tables.values()
			.stream()
			.sorted(Comparator.<CatalogTable>comparingInt((table) -> depth(table)).thenComparing(CatalogTable::table))
			.toList();
	}

	List<CatalogTable> owned() {
		return tables().stream().filter((table) -> classOf(table) == TableClass.TENANT_OWNED).toList();
	}

	boolean isOwned(TableName name) {
		return table(name).filter((table) -> classOf(table) == TableClass.TENANT_OWNED).isPresent();
	}

	boolean isPartitioned(TableName name) {
		return table(name).filter(CatalogTable::isPartitioned).isPresent();
	}

	/** Returns the names of views that show rows of a table. */
	List<String> viewsOf(TableName table) {
		return this.surroundings.views()
			.stream()
			.filter((view) -> view.tables().contains(table))
			.map((view) -> view.view().toString())
			.toList();
	}

	CatalogSurroundings surroundings() {
		return this.surroundings;
	}

	TableClass classOf(CatalogTable table) {
		TableClass known = this.classes.get(table.table());
		if (known == null) {
			known = classify(table);
			this.classes.put(table.table(), known);
		}
		return known;
	}

	private TableClass classify(CatalogTable table) {
		if (table.extension()) {
			return TableClass.GLOBAL;
		}
		return parents(table).map(this::classOf)
			.findFirst()
			.orElseGet(() -> this.declared.classify(table.table(), table.tenant() != null));
	}

	private Stream<CatalogTable> parents(CatalogTable table) {
		return table.parents().stream().flatMap((parent) -> table(parent).stream());
	}

	private int depth(CatalogTable table) {
		return parents(table).mapToInt((parent) -> depth(parent) + 1).max().orElse(0);
	}

}
