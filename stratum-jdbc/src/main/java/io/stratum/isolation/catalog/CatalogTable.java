package io.stratum.isolation.catalog;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the catalog says about one table.
 *
 * @param schema name of its schema
 * @param name its own name
 * @param kind {@code r} for a table, {@code p} for a partitioned, {@code f} for a foreign
 * one
 * @param owner role that owns it
 * @param extension whether it belongs to an extension
 * @param rls whether row-level security is on
 * @param force whether row-level security binds the owner too
 * @param bytes size of its own rows on disk
 * @param parents tables it is a partition or child of
 * @param tenant its tenant column
 * @param key columns of its primary key
 * @param counted columns of its primary key that a sequence fills
 * @param policies all its policies
 * @param capture the trigger that notes its changes for the audit log
 * @param grants all rights on it, those of the owner included
 * @param indexes its indexes
 * @param references its foreign keys
 * @param sequences sequences its columns draw defaults from
 */
public record CatalogTable(String schema, String name, String kind, String owner, boolean extension, boolean rls,
		boolean force, long bytes, List<TableName> parents, @Nullable TenantColumn tenant, List<String> key,
		List<String> counted, List<StoredPolicy> policies, @Nullable StoredCapture capture, List<Grant> grants,
		List<Index> indexes, List<Reference> references, List<Sequence> sequences) {

	/** Name of the group of all roles in rights and policies. */
	public static final String PUBLIC = "public";

	/**
	 * Returns the whole name of the table.
	 * @return its schema and name
	 */
	public TableName table() {
		return new TableName(this.schema, this.name);
	}

	/**
	 * Tells whether its rows are on a foreign server.
	 * @return whether it is a foreign table
	 */
	public boolean isForeign() {
		return "f".equals(this.kind);
	}

	/**
	 * Tells whether its rows are in partitions.
	 * @return whether it is a partitioned table
	 */
	public boolean isPartitioned() {
		return "p".equals(this.kind);
	}

	/**
	 * Tells whether a role was given a right on it.
	 * @param role name of the role
	 * @param privilege the right, in upper case
	 * @return whether the right is among its grants
	 */
	public boolean grants(String role, String privilege) {
		return this.grants.contains(new Grant(role, privilege));
	}

	/**
	 * Tells whether an index serves queries by one column.
	 * @param column name of the column
	 * @return whether a whole, valid index begins with it
	 */
	public boolean isLedBy(String column) {
		return this.indexes.stream()
			.anyMatch((index) -> index.valid() && !index.partial() && column.equals(index.columns().get(0)));
	}

	/**
	 * The tenant column of a table.
	 *
	 * @param type its type as PostgreSQL prints it
	 * @param required whether it is {@code not null}
	 * @param standard its default
	 */
	public record TenantColumn(String type, boolean required, @Nullable String standard) {

		/**
		 * Tells whether it holds ids of tenants as such.
		 * @return whether its type is {@code uuid}
		 */
		public boolean isUuid() {
			return "uuid".equals(this.type);
		}

	}

	/**
	 * A policy that stands on a table.
	 *
	 * @param name its name
	 * @param command {@code r}, {@code a}, {@code w}, {@code d} or {@code *}
	 * @param permissive whether it adds rows rather than taking them away
	 * @param roles the roles it applies to, {@code public} for all
	 * @param using which rows may be seen
	 * @param check which rows may be written
	 * @param comment its comment
	 */
	public record StoredPolicy(String name, String command, boolean permissive, Set<String> roles,
			@Nullable String using, @Nullable String check, @Nullable String comment) {

	}

	/**
	 * The trigger {@code stratum_capture} that stands on a table.
	 *
	 * @param function the function it calls, with its schema
	 * @param whole whether it is on, for each row and whatever is written
	 * @param arguments its arguments, each with a zero byte behind it, in hex digits
	 * @param inherited whether it is that of a partitioned parent
	 * @param comment its comment
	 */
	public record StoredCapture(String function, boolean whole, String arguments, boolean inherited,
			@Nullable String comment) {

	}

	/**
	 * A right on a table.
	 *
	 * @param role who holds it, {@code public} for all
	 * @param privilege the right, in upper case
	 */
	public record Grant(String role, String privilege) {

	}

	/**
	 * An index of a table.
	 *
	 * @param name its name
	 * @param unique whether it forbids duplicates
	 * @param valid whether queries may use it
	 * @param partial whether it leaves rows out
	 * @param leaking whether a search in it runs code that could reveal rows
	 * @param columns its columns in order, {@code null} for an expression
	 * @param definition its text
	 */
	public record Index(String name, boolean unique, boolean valid, boolean partial, boolean leaking,
			List<@Nullable String> columns, String definition) {

	}

	/**
	 * A foreign key of a table.
	 *
	 * @param name its name
	 * @param columns its own columns
	 * @param target the table it points to
	 * @param targets the columns it points to, in the same order
	 */
	public record Reference(String name, List<String> columns, TableName target, List<String> targets) {

	}

	/**
	 * A sequence behind a default.
	 *
	 * @param schema name of its schema
	 * @param name its own name
	 * @param users roles that may draw from it
	 */
	public record Sequence(String schema, String name, Set<String> users) {

		/**
		 * Returns the whole name of the sequence.
		 * @return its schema and name
		 */
		public TableName table() {
			return new TableName(this.schema, this.name);
		}

	}

}
