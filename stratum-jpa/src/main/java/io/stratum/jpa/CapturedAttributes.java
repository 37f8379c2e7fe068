package io.stratum.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.stratum.audit.AuditRedactor;
import io.stratum.isolation.catalog.CapturedTable.Field;
import io.stratum.isolation.catalog.CapturedTable.Shown;
import io.stratum.isolation.catalog.TableName;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.TableDetails;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an audited entity, column by column.
 */
final class CapturedAttributes {

	private final AuditedEntity entity;

	private final AuditRedactor redactor;

	CapturedAttributes(AuditedEntity entity, AuditRedactor redactor) {
		this.entity = entity;
		this.redactor = redactor;
	}

	void addTo(Map<TableName, CapturedColumns> tables, String schema) {
		this.entity.entity().forEachTableDetails((table) -> {
			if (isTable(table.getTableName())) {
				tables.computeIfAbsent(MappedTables.tableName(schema, table.getTableName()),
						(first) -> new CapturedColumns(this.entity.name(), key(table)));
			}
		});
		this.entity.entity().forEachAttributeMapping((attribute) -> {
			if (!(attribute instanceof PluralAttributeMapping)
					&& !this.entity.isExcluded(attribute.getAttributeName())) {
				add(attribute, tables, schema);
			}
		});
	}

	private void add(AttributeMapping attribute, Map<TableName, CapturedColumns> tables, String schema) {
		String name = attribute.getAttributeName();
		if (attribute instanceof EmbeddableValuedModelPart embedded) {
			addParts(name, "", embedded.getEmbeddableTypeDescriptor(), tables, schema);
			return;
		}
		boolean whole = attribute.getJdbcTypeCount() == 1;
		attribute.forEachSelectable((index, column) -> add(name,
				whole ? null : String.valueOf(column.getSelectableName()), column, tables, schema));
	}

	private void addParts(String name, String prefix, EmbeddableMappingType type,
			Map<TableName, CapturedColumns> tables, String schema) {
		type.forEachAttributeMapping((member) -> {
			String part = prefix + member.getAttributeName();
			if (member instanceof EmbeddableValuedModelPart embedded) {
				addParts(name, part + ".", embedded.getEmbeddableTypeDescriptor(), tables, schema);
			}
			else if (!(member instanceof PluralAttributeMapping)) {
				member.forEachSelectable((index, column) -> add(name, part, column, tables, schema));
			}
		});
	}

	private void add(String name, @Nullable String part, SelectableMapping column,
			Map<TableName, CapturedColumns> tables, String schema) {
		CapturedColumns columns = isTable(column.getContainingTableExpression())
				? tables.get(MappedTables.tableName(schema, column.getContainingTableExpression())) : null;
		if (columns != null && !column.isFormula()) {
			columns.add(new Field(name, part, columnName(column.getSelectionExpression()), shown(name, part, column)));
		}
	}

	// A mapped subselect, or the union of the tables of subclasses, is no table.
	private static boolean isTable(String expression) {
		return !expression.startsWith("(");
	}

	private static List<String> key(TableDetails table) {
		List<String> key = new ArrayList<>();
		table.getKeyDetails().forEachKeyColumn((index, column) -> key.add(columnName(column.getColumnName())));
		return key;
	}

	// PostgreSQL folds what nobody quoted.
	private static String columnName(String expression) {
		return expression.startsWith("\"") ? expression.substring(1, expression.length() - 1).replace("\"\"", "\"")
				: expression.toLowerCase(Locale.ROOT);
	}

	private Shown shown(String name, @Nullable String part, SelectableMapping column) {
		if (this.entity.isRedacted(name)) {
			return Shown.NEVER;
		}
		if (this.redactor.isSecret(name) || (part != null && this.redactor.isSecret(part))) {
			return Shown.FLAG;
		}
		return column.getJdbcMapping().getJdbcType().isBinary() ? Shown.SIZE : Shown.VALUE;
	}

}
