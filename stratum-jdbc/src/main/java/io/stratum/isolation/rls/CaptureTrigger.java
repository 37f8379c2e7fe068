package io.stratum.isolation.rls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.stratum.engine.CanonicalJson;
import io.stratum.isolation.catalog.CapturedTable;
import io.stratum.isolation.catalog.CapturedTable.Field;
import io.stratum.isolation.catalog.CapturedTable.Shown;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.StoredCapture;
import io.stratum.isolation.catalog.TableName;

/**
 * The trigger that notes each change of a row for the audit log, as it shall be.
 *
 * @param resource kind of resource that entries name
 * @param specification what is shown, as the trigger's function reads it
 */
record CaptureTrigger(String resource, String specification) {

	static final String NAME = "stratum_capture";

	private static final String FUNCTION = "stratum.capture";

	/**
	 * Returns the trigger that a table shall have of its own. Partitions have that of
	 * their parent; children that inherit rows, not triggers, need one each.
	 */
	static Optional<CaptureTrigger> of(CatalogTable table, CatalogSnapshot catalog) {
		return captured(table, catalog).map((captured) -> of(captured, catalog.declared().column()));
	}

	private static Optional<CapturedTable> captured(CatalogTable table, CatalogSnapshot catalog) {
		return catalog.declared()
			.captured(table.table())
			.or(() -> table.parents()
				.stream()
				.flatMap((parent) -> catalog.table(parent).stream())
				.filter((parent) -> !parent.isPartitioned())
				.flatMap((parent) -> captured(parent, catalog).stream())
				.findFirst());
	}

	private static CaptureTrigger of(CapturedTable table, String tenantColumn) {
		Map<String, Object> specification = new LinkedHashMap<>();
		specification.put("tenant", tenantColumn);
		specification.put("key", table.key());
		specification.put("fields", table.fields().stream().map(CaptureTrigger::field).toList());
		specification.put("secrets", table.secrets());
		return new CaptureTrigger(table.resource(), CanonicalJson.of(specification));
	}

	private static Map<String, String> field(Field field) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("name", field.name());
		members.put("column", field.column());
		if (field.part() != null) {
			members.put("part", field.part());
		}
		if (field.shown() != Shown.VALUE) {
			members.put("shown", field.shown().name().toLowerCase(Locale.ROOT));
		}
		return members;
	}

	/** Returns what makes the trigger of a table as it shall be, if it is not. */
	static List<String> missing(CatalogTable table, CatalogSnapshot catalog) {
		Optional<CaptureTrigger> wanted = of(table, catalog);
		if (wanted.isPresent()) {
			return wanted.get().isOn(table) ? List.of() : wanted.get().replace(table.table());
		}
		return isSurplus(table, catalog) ? List.of(drop(table.table())) : List.of();
	}

	// Who does not know the entities takes nothing away.
	static boolean isSurplus(CatalogTable table, CatalogSnapshot catalog) {
		StoredCapture found = table.capture();
		return found != null && !found.inherited() && catalog.declared().knowsCaptured()
				&& of(table, catalog).isEmpty();
	}

	boolean isOn(CatalogTable table) {
		StoredCapture found = table.capture();
		return found != null && found.whole() && FUNCTION.equals(found.function()) && comment().equals(found.comment())
				&& arguments().equals(found.arguments());
	}

	List<String> replace(TableName table) {
		List<String> statements = new ArrayList<>();
		statements.add(drop(table));
		statements
			.add("create trigger %s after insert or update or delete on %s for each row execute function %s(%s, %s)"
				.formatted(NAME, table.quoted(), FUNCTION, literal(this.resource), literal(this.specification)));
		statements.add("comment on trigger %s on %s is '%s'".formatted(NAME, table.quoted(), comment()));
		return statements;
	}

	static String drop(TableName table) {
		return "drop trigger if exists %s on %s".formatted(NAME, table.quoted());
	}

	String comment() {
		return "stratum:capture:" + Policy.hash(this.resource + " " + this.specification);
	}

	private String arguments() {
		byte[] bytes = (this.resource + '\0' + this.specification + '\0').getBytes(StandardCharsets.UTF_8);
		return HexFormat.of().formatHex(bytes);
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

}
