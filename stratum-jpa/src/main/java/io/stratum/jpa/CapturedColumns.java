package io.stratum.jpa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.audit.AuditRedactor;
import io.stratum.isolation.catalog.CapturedTable;
import io.stratum.isolation.catalog.CapturedTable.Field;

/**
 * The columns of one table as they are found, entity by entity.
 */
final class CapturedColumns {

	private final String resource;

	private final List<String> key;

	private final Map<String, Field> fields = new LinkedHashMap<>();

	CapturedColumns(String resource, List<String> key) {
		this.resource = resource;
		this.key = key;
	}

	/** Adds a column, once, for classes that share a table name it again. */
	void add(Field field) {
		this.fields.putIfAbsent(field.column(), field);
	}

	CapturedTable table(AuditRedactor redactor) {
		return new CapturedTable(this.resource, this.key, List.copyOf(this.fields.values()), redactor.secretNames());
	}

}
