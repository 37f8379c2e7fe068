package io.stratum.isolation.rls;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.TableName;

/**
 * The text of the policies, known here alone.
 *
 * <p>
 * The scalar sub-select runs once a statement and leaves a plain equality, so that one
 * index serves both the filter and the order. An {@code or}, or a second policy for the
 * same role, would lose that; hence a subtree is read through a role of its own.
 */
final class PolicyText {

	private final PolicyForm form;

	private final String column;

	private final RoleNames roles;

	PolicyText(PolicyForm form, String column, RoleNames roles) {
		this.form = form;
		this.column = SqlIdentifier.quote(column);
		this.roles = roles;
	}

	List<Policy> policies() {
		String own = "%s = (select %s)".formatted(this.column, this.form.boundTenant());
		String visible = "%s = any ((select %s)::uuid[])".formatted(this.column, this.form.visibleTenants());
		List<String> application = List.of(this.roles.application());
		return List.of(new Policy(this.form.name(), Policy.PREFIX + "read", "select", application, own, null),
				new Policy(this.form.name(), Policy.PREFIX + "insert", "insert", application, null, own),
				new Policy(this.form.name(), Policy.PREFIX + "update", "update", application, own, own),
				new Policy(this.form.name(), Policy.PREFIX + "delete", "delete", application, own, null),
				new Policy(this.form.name(), Policy.PREFIX + "subtree", "select", List.of(this.roles.subtreeReader()),
						visible, null),
				new Policy(this.form.name(), Policy.PREFIX + "platform", "all", trusted(), "true", "true"));
	}

	String columnDefault() {
		return this.form.boundTenant();
	}

	String addColumn(TableName table) {
		return "alter table %s add column if not exists %s uuid".formatted(table.quoted(), this.column);
	}

	String setDefault(TableName table) {
		return "alter table %s alter column %s set default %s".formatted(table.quoted(), this.column, columnDefault());
	}

	static String enable(TableName table) {
		return "alter table %s enable row level security".formatted(table.quoted());
	}

	static String force(TableName table) {
		return "alter table %s force row level security".formatted(table.quoted());
	}

	private List<String> trusted() {
		return Stream.of(this.roles.platform(), this.roles.owner()).distinct().toList();
	}

}
