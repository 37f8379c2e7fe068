package io.stratum.isolation.rls;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.CatalogRole;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.Sequence;

/**
 * The rights of the four roles on tables, and the SQL that gives and takes them.
 */
final class Rights {

	/** Rights that no policy restrains, so no tenant's connection may have them. */
	static final List<String> UNRESTRAINED = List.of("TRUNCATE", "REFERENCES", "TRIGGER");

	private static final List<String> WRITE = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

	private static final List<String> READ = List.of("SELECT");

	private final RoleNames roles;

	Rights(RoleNames roles) {
		this.roles = roles;
	}

	/** Returns what takes a schema's tables into reach of the roles. */
	List<String> onSchema(String schema) {
		return List.of("grant usage on schema %s to %s".formatted(SqlIdentifier.quote(schema),
				quoted(wanted(WRITE).keySet())));
	}

	/** Returns what lets the subtree reader ask which tenants it may see. */
	List<String> onCompanion() {
		String reader = SqlIdentifier.quote(this.roles.subtreeReader());
		return List.of("grant usage on schema stratum to " + reader,
				"grant execute on function stratum.visible_tenant_ids() to " + reader);
	}

	/** Returns what lets the application note changes where there is no audit log. */
	List<String> onOutbox() {
		String application = SqlIdentifier.quote(this.roles.application());
		return List.of("grant usage on schema stratum to " + application,
				"grant execute on function stratum.record_audit(jsonb) to " + application);
	}

	List<String> missingOnSchemas(CatalogSnapshot catalog) {
		Stream<String> schemas = catalog.declared()
			.schemas()
			.stream()
			.filter((schema) -> catalog.roleFacts().stream().anyMatch((role) -> role.closed().contains(schema)))
			.flatMap((schema) -> onSchema(schema).stream());
		CatalogRole reader = catalog.role(this.roles.subtreeReader());
		Stream<String> companion = (reader.enters() && reader.executes()) ? Stream.of() : onCompanion().stream();
		return Stream.concat(schemas, companion).toList();
	}

	/** Returns all statements for a tenant-owned table, whatever it has. */
	List<String> onOwned(CatalogTable table) {
		Stream<String> taken = restrained().stream().map((role) -> revoke(table, UNRESTRAINED, role));
		Stream<String> given = wanted(WRITE).entrySet()
			.stream()
			.map((entry) -> grant(table, entry.getValue(), entry.getKey()));
		Stream<String> sequences = table.sequences().stream().map((sequence) -> onSequence(sequence, writers()));
		return Stream
			.of(taken, Stream.of(revoke(table, WRITE.subList(1, 4), this.roles.subtreeReader())), given, sequences)
			.flatMap((statements) -> statements)
			.toList();
	}

	/** Returns the statements that a tenant-owned table still needs. */
	List<String> missingOnOwned(CatalogTable table) {
		return Stream.concat(Stream.concat(surplus(table), missing(table, WRITE)), missingOnSequences(table)).toList();
	}

	/** Returns the statements that a declared global table still needs. */
	List<String> missingOnGlobal(CatalogTable table) {
		return missing(table, READ).toList();
	}

	private Stream<String> missing(CatalogTable table, List<String> privileges) {
		return wanted(privileges).entrySet().stream().flatMap((entry) -> {
			List<String> lacking = entry.getValue()
				.stream()
				.filter((privilege) -> !table.grants(entry.getKey(), privilege))
				.toList();
			return lacking.isEmpty() ? Stream.of() : Stream.of(grant(table, lacking, entry.getKey()));
		});
	}

	private Stream<String> surplus(CatalogTable table) {
		return restrained().stream().flatMap((role) -> {
			List<String> forbidden = role.equals(this.roles.subtreeReader())
					? Stream.concat(UNRESTRAINED.stream(), WRITE.stream().skip(1)).toList() : UNRESTRAINED;
			List<String> held = forbidden.stream().filter((privilege) -> table.grants(role, privilege)).toList();
			return held.isEmpty() ? Stream.of() : Stream.of(revoke(table, held, role));
		});
	}

	private Stream<String> missingOnSequences(CatalogTable table) {
		return missingOn(table.sequences()).stream();
	}

	/** Returns what lets the roles draw numbers for entities, whatever they have. */
	List<String> onSequences(List<Sequence> sequences) {
		return sequences.stream().map((sequence) -> onSequence(sequence, writers())).toList();
	}

	/** Returns the statements that sequences still need. */
	List<String> missingOn(List<Sequence> sequences) {
		return sequences.stream().flatMap((sequence) -> {
			Set<String> lacking = writers().stream()
				.filter((role) -> !sequence.users().contains(role))
				.collect(Collectors.toSet());
			return lacking.isEmpty() ? Stream.of() : Stream.of(onSequence(sequence, writers()));
		}).toList();
	}

	private Map<String, List<String>> wanted(List<String> privileges) {
		Map<String, List<String>> wanted = new LinkedHashMap<>();
		wanted.put(this.roles.application(), privileges);
		wanted.put(this.roles.subtreeReader(), READ);
		wanted.putIfAbsent(this.roles.platform(), privileges);
		return wanted;
	}

	private List<String> writers() {
		return List.of(this.roles.application(), this.roles.platform());
	}

	private List<String> restrained() {
		return List.of(this.roles.application(), this.roles.subtreeReader());
	}

	private static String onSequence(Sequence sequence, List<String> roles) {
		return "grant usage, select on sequence %s to %s".formatted(sequence.table().quoted(), quoted(roles));
	}

	private static String grant(CatalogTable table, List<String> privileges, String role) {
		return "grant %s on %s to %s".formatted(text(privileges), table.table().quoted(), SqlIdentifier.quote(role));
	}

	private static String revoke(CatalogTable table, List<String> privileges, String role) {
		return "revoke %s on %s from %s".formatted(text(privileges), table.table().quoted(), SqlIdentifier.quote(role));
	}

	private static String text(List<String> privileges) {
		return String.join(", ", privileges).toLowerCase(Locale.ROOT);
	}

	private static String quoted(Collection<String> roles) {
		return roles.stream().map(SqlIdentifier::quote).collect(Collectors.joining(", "));
	}

}
