package io.stratum.isolation.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.EngineSchema;
import org.jspecify.annotations.Nullable;

/**
 * Says which tables are tenant-owned and which are global.
 *
 * <p>
 * A table is tenant-owned if it is declared so or has the tenant column, unless it is
 * declared global. Partitions and inheritance children follow their parent. Histories of
 * Flyway and Liquibase and the schema {@code stratum} are global. All else is
 * unclassified.
 */
public final class TenantTables {

	private static final Set<String> KNOWN_GLOBALS = Set.of("flyway_schema_history", "databasechangelog",
			"databasechangeloglock");

	private final String column;

	private final Set<String> schemas;

	private final Set<TableName> owned;

	private final Set<TableName> global;

	/** Tables whose changes are captured; {@code null} if nobody knows. */
	private final @Nullable Map<TableName, CapturedTable> captured;

	private TenantTables(String column, Collection<String> schemas, Collection<TableName> owned,
			Collection<TableName> global, @Nullable Map<TableName, CapturedTable> captured) {
		this.column = column;
		this.schemas = Collections.unmodifiableSet(new TreeSet<>(schemas));
		this.owned = Collections.unmodifiableSet(new TreeSet<>(owned));
		this.global = Collections.unmodifiableSet(new TreeSet<>(global));
		this.captured = (captured != null) ? Collections.unmodifiableMap(new TreeMap<>(captured)) : null;
		rejectContradictions();
	}

	/**
	 * Looks at schemas with {@code tenant_id} as the tenant column.
	 * @param schemas names of the schemas, at least one
	 * @return the tables of these schemas, none declared
	 */
	public static TenantTables in(String... schemas) {
		return new TenantTables("tenant_id", List.of(schemas), List.of(), List.of(), null);
	}

	/**
	 * Changes the name of the tenant column.
	 * @param name its name, the same in all tables
	 * @return a copy with that column
	 */
	public TenantTables withColumn(String name) {
		return new TenantTables(name, this.schemas, this.owned, this.global, this.captured);
	}

	/**
	 * Declares more tables tenant-owned: those of entities, their join tables and element
	 * collections.
	 * @param tables their names
	 * @return a copy with these tables and their schemas
	 */
	public TenantTables withOwned(Collection<TableName> tables) {
		return new TenantTables(this.column, schemasWith(tables), union(this.owned, tables), this.global,
				this.captured);
	}

	/**
	 * Declares more tables global.
	 * @param tables their names
	 * @return a copy with these tables
	 */
	public TenantTables withGlobal(Collection<TableName> tables) {
		return new TenantTables(this.column, this.schemas, this.owned, union(this.global, tables), this.captured);
	}

	/**
	 * Declares which tables are captured for the audit log, and that no others are.
	 * @param tables what is shown of each; empty if none is captured
	 * @return a copy with exactly these
	 */
	public TenantTables withCaptured(Map<TableName, CapturedTable> tables) {
		return new TenantTables(this.column, this.schemas, this.owned, this.global, tables);
	}

	/**
	 * Moves all declarations of one schema to another, as a placement in a schema of its
	 * own needs.
	 * @param from name of the schema they are declared for
	 * @param to name of the schema to look at instead
	 * @return a copy that looks only at the other schema
	 */
	public TenantTables moved(String from, String to) {
		return new TenantTables(this.column, Set.of(to), moved(this.owned, from, to), moved(this.global, from, to),
				movedCaptures(from, to));
	}

	/**
	 * Returns the name of the tenant column.
	 * @return its name, unquoted
	 */
	public String column() {
		return this.column;
	}

	/**
	 * Returns the schemas that are looked at.
	 * @return their names in order
	 */
	public Set<String> schemas() {
		return this.schemas;
	}

	/**
	 * Returns the tables that are declared tenant-owned.
	 * @return their names in order
	 */
	public Set<TableName> owned() {
		return this.owned;
	}

	/**
	 * Returns what the audit log shows of a table.
	 * @param table its name
	 * @return what is captured, if the table is
	 */
	public Optional<CapturedTable> captured(TableName table) {
		return Optional.ofNullable(this.captured).map((tables) -> tables.get(table));
	}

	/**
	 * Tells whether somebody said which tables are captured.
	 * @return whether all others are not to be
	 */
	public boolean knowsCaptured() {
		return this.captured != null;
	}

	/**
	 * Classifies one table by its own name and columns.
	 * @param table its name
	 * @param hasColumn whether it has the tenant column
	 * @return to whom its rows belong
	 */
	public TableClass classify(TableName table, boolean hasColumn) {
		if (isGlobal(table)) {
			return TableClass.GLOBAL;
		}
		return (hasColumn || this.owned.contains(table)) ? TableClass.TENANT_OWNED : TableClass.UNCLASSIFIED;
	}

	/**
	 * Returns all declarations, the same for the same ones.
	 * @return a text for comparison and logs
	 */
	@Override
	public String toString() {
		return "TenantTables[column=" + this.column + ", schemas=" + this.schemas + ", owned=" + this.owned
				+ ", global=" + this.global
				+ ((this.captured == null || this.captured.isEmpty()) ? "" : ", captured=" + this.captured) + "]";
	}

	/**
	 * Tells whether a table was declared global by hand.
	 * @param table its name
	 * @return whether {@link #withGlobal} names it
	 */
	public boolean isDeclaredGlobal(TableName table) {
		return this.global.contains(table);
	}

	private boolean isGlobal(TableName table) {
		return this.global.contains(table) || KNOWN_GLOBALS.contains(table.name())
				|| EngineSchema.NAME.equals(table.schema());
	}

	private void rejectContradictions() {
		if (this.schemas.isEmpty()) {
			throw new IllegalArgumentException("Name at least one schema to look for tables in.");
		}
		this.owned.stream().filter(this.global::contains).findFirst().ifPresent((table) -> {
			throw new IllegalArgumentException("The table \"" + table
					+ "\" is declared both tenant-owned and global. Remove one of the declarations.");
		});
	}

	private Set<String> schemasWith(Collection<TableName> tables) {
		return Stream.concat(this.schemas.stream(), tables.stream().map(TableName::schema)).collect(Collectors.toSet());
	}

	private static Set<TableName> union(Collection<TableName> some, Collection<TableName> others) {
		return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
	}

	private @Nullable Map<TableName, CapturedTable> movedCaptures(String from, String to) {
		return (this.captured == null) ? null : this.captured.entrySet()
			.stream()
			.filter((table) -> table.getKey().schema().equals(from))
			.collect(Collectors.toMap((table) -> new TableName(to, table.getKey().name()), Map.Entry::getValue));
	}

	private static Set<TableName> moved(Set<TableName> tables, String from, String to) {
		return tables.stream()
			.filter((table) -> table.schema().equals(from))
			.map((table) -> new TableName(to, table.name()))
			.collect(Collectors.toSet());
	}

}
