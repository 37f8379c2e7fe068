package io.stratum.tenant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the whole forest past all memory and holds it against what must be true at every
 * commit.
 */
final class ForestInvariants {

	private final Forest forest;

	private final Map<TenantId, Row> rows;

	ForestInvariants(Forest forest) {
		this.forest = forest;
		this.rows = forest.engine.database.jdbc()
			.sql("select id, parent_id, path, status, sort_order from stratum.tenant")
			.query((row, index) -> new Row(TenantId.parse(row.getString("id")),
					(row.getString("parent_id") != null) ? TenantId.parse(row.getString("parent_id")) : null,
					TenantPath.ofLtree(row.getString("path")), TenantStatus.ofWireName(row.getString("status")),
					row.getInt("sort_order")))
			.stream()
			.collect(Collectors.toMap(Row::id, Function.identity()));
	}

	void verify() {
		assertThat(this.rows).isNotEmpty();
		this.rows.values().forEach(this::verifyPath);
		this.rows.values().forEach(this::verifyStatus);
		this.rows.values().forEach(this::verifyMemory);
		this.rows.keySet().forEach(this::verifyDescendants);
		this.rows.values()
			.stream()
			.filter(Row::standsAmongSiblings)
			.collect(Collectors.groupingBy((row) -> (row.parent() != null) ? row.parent().toString() : "forest"))
			.forEach(this::verifyOrder);
	}

	private void verifyPath(Row row) {
		List<TenantId> wayUp = new ArrayList<>();
		Set<TenantId> seen = new HashSet<>();
		for (Row step = row; step != null; step = (step.parent() != null) ? this.rows.get(step.parent()) : null) {
			assertThat(seen.add(step.id())).as("no cycle above %s", row.id()).isTrue();
			wayUp.add(0, step.id());
		}
		assertThat(row.path().ids()).isEqualTo(wayUp);
		assertThat(wayUp).hasSizeLessThanOrEqualTo(TenantPath.MAX_LEVELS);
	}

	private void verifyStatus(Row row) {
		if (row.status() == TenantStatus.ACTIVE && row.parent() != null) {
			assertThat(this.rows.get(row.parent()).status()).as("parent of active %s", row.id())
				.isEqualTo(TenantStatus.ACTIVE);
		}
	}

	private void verifyMemory(Row row) {
		assertThat(this.forest.tenants.find(row.id())).hasValueSatisfying((tenant) -> {
			assertThat(tenant.path()).isEqualTo(row.path());
			assertThat(tenant.status()).isEqualTo(row.status());
			assertThat(tenant.sortOrder()).isEqualTo(row.sortOrder());
		});
	}

	private void verifyDescendants(TenantId top) {
		assertThat(this.forest.tenants.descendants(top, Inclusion.ALL, Paging.first(1000)).tenants())
			.extracting(Tenant::id)
			.containsExactlyInAnyOrderElementsOf(this.rows.values()
				.stream()
				.filter((row) -> row.path().ancestors().contains(top))
				.map(Row::id)
				.toList());
	}

	private void verifyOrder(String parent, List<Row> siblings) {
		List<Integer> order = siblings.stream().map(Row::sortOrder).sorted().toList();
		if (parent.equals("forest")) {
			assertThat(order).doesNotHaveDuplicates();
		}
		else {
			assertThat(order).isEqualTo(IntStream.range(0, siblings.size()).boxed().toList());
		}
	}

	private record Row(TenantId id, TenantId parent, TenantPath path, TenantStatus status, int sortOrder) {

		boolean standsAmongSiblings() {
			return this.status != TenantStatus.ARCHIVED;
		}

	}

}
