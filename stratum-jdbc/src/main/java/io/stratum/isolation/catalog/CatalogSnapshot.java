package io.stratum.isolation.catalog;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.isolation.RoleNames;

/**
 * The catalog at one moment, with every table classified.
 */
public final class CatalogSnapshot {

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

	/**
	 * Returns what was declared about the tables.
	 * @return which are tenant-owned and which global
	 */
	public TenantTables declared() {
		return this.declared;
	}

	/**
	 * Returns the names of the roles that were looked at.
	 * @return the four names
	 */
	public RoleNames roles() {
		return this.roles;
	}

	/**
	 * Returns what is known of one of the four roles.
	 * @param name its name
	 * @return the facts
	 */
	public CatalogRole role(String name) {
		return Optional.ofNullable(this.roleFacts.get(name)).orElseThrow();
	}

	/**
	 * Returns what is known of the four roles.
	 * @return the facts by name, missing roles included
	 */
	public List<CatalogRole> roleFacts() {
		return this.roleFacts.values().stream().sorted(Comparator.comparing(CatalogRole::name)).toList();
	}

	/**
	 * Finds a table.
	 * @param name its name
	 * @return the table, if there is one in the schemas looked at
	 */
	public Optional<CatalogTable> table(TableName name) {
		return Optional.ofNullable(this.tables.get(name));
	}

	/**
	 * Returns all tables, parents before their children.
	 * @return tables of the schemas looked at, and children elsewhere
	 */
	public List<CatalogTable> tables() {
		return this.tables.values()
			.stream()
			.sorted(Comparator.<CatalogTable>comparingInt((table) -> depth(table)).thenComparing(CatalogTable::table))
			.toList();
	}

	/**
	 * Returns the tenant-owned tables, parents before their children.
	 * @return tables whose rows belong to tenants
	 */
	public List<CatalogTable> owned() {
		return tables().stream().filter((table) -> classOf(table) == TableClass.TENANT_OWNED).toList();
	}

	/**
	 * Tells whether a table is there and tenant-owned.
	 * @param name its name
	 * @return whether its rows belong to tenants
	 */
	public boolean isOwned(TableName name) {
		return table(name).filter((table) -> classOf(table) == TableClass.TENANT_OWNED).isPresent();
	}

	/**
	 * Tells whether a table is there and partitioned.
	 * @param name its name
	 * @return whether its rows are in partitions
	 */
	public boolean isPartitioned(TableName name) {
		return table(name).filter(CatalogTable::isPartitioned).isPresent();
	}

	/**
	 * Returns the views that show rows of a table.
	 * @param table name of the table
	 * @return names of views and materialized views
	 */
	public List<String> viewsOf(TableName table) {
		return this.surroundings.views()
			.stream()
			.filter((view) -> view.tables().contains(table))
			.map((view) -> view.view().toString())
			.toList();
	}

	/**
	 * Returns the objects around the tables.
	 * @return views, functions, sequences and rights of all roles
	 */
	public CatalogSurroundings surroundings() {
		return this.surroundings;
	}

	/**
	 * Classifies a table, by its parents if it has any.
	 * @param table a table of this catalog
	 * @return to whom its rows belong
	 */
	public TableClass classOf(CatalogTable table) {
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
