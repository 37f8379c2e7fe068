package io.stratum.isolation.rls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.rls.RowLevelSecurityPlan.Step;

/**
 * The index that lets a read of one tenant find its rows in the order of the key.
 */
final class TenantIndex {

	private static final int LONGEST = 63;

	private final CatalogTable table;

	private final String column;

	TenantIndex(CatalogTable table, String column) {
		this.table = table;
		this.column = column;
	}

	/** Tells whether building it would hold up writers for long. */
	boolean isConcurrent() {
		return this.table.bytes() >= TenantRequired.LARGE;
	}

	/** Returns the statements; those of a concurrent build run outside a transaction. */
	List<String> statements() {
		String columns = Stream.concat(Stream.of(this.column), this.table.key().stream())
			.distinct()
			.map(SqlIdentifier::quote)
			.collect(Collectors.joining(", "));
		String concurrently = isConcurrent() ? "concurrently " : "";
		// A concurrent build that failed leaves an invalid index of the same name behind.
		String drop = "drop index %sif exists %s".formatted(concurrently,
				new TableName(this.table.schema(), name()).quoted());
		String create = "create index %s%s on %s (%s)".formatted(concurrently, SqlIdentifier.quote(name()),
				this.table.table().quoted(), columns);
		return isConcurrent() ? List.of(drop, create) : List.of(create);
	}

	Step step() {
		return new Step(this.table.table().toString(), "index by tenant", statements(), null);
	}

	private String name() {
		String name = this.table.name() + "_tenant_idx";
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= LONGEST) ? name : "tenant_idx_" + UUID.nameUUIDFromBytes(bytes);
	}

}
