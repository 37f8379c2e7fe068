package io.stratum.isolation.rls;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.catalog.RoleFacts;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorSeverity;

/**
 * Ways in which the application role could step around every policy.
 */
final class RoleFindings {

	private final RoleFacts role;

	private final RoleNames roles;

	RoleFindings(RoleFacts role, RoleNames roles) {
		this.role = role;
		this.roles = roles;
	}

	List<DoctorFinding> all(CatalogSnapshot catalog) {
		return Stream.of(powers(), owned(catalog), inherited(), login()).flatMap(List::stream).toList();
	}

	/** D01: a power that no policy restrains. */
	List<DoctorFinding> powers() {
		String name = SqlIdentifier.quote(this.role.name());
		Stream<DoctorFinding> own = this.role.powers()
			.stream()
			.map((power) -> fatal("D01", "The application role is " + power + ", which no policy restrains.",
					"alter role %s no%s;".formatted(name, power.toLowerCase(Locale.ROOT))));
		Stream<DoctorFinding> borrowed = this.role.mighty()
			.stream()
			.map((other) -> fatal("D01",
					"The application role is a member of \"" + other + "\", which no policy restrains.",
					"revoke %s from %s;".formatted(SqlIdentifier.quote(other), name)));
		return Stream.concat(own, borrowed).toList();
	}

	/** D01: another login than the one the policies are written for. */
	List<DoctorFinding> login() {
		return this.role.name().equals(this.roles.application()) ? List.of()
				: List.of(fatal("D01",
						"The application connects as this role, the policies are written for \""
								+ this.roles.application() + "\".",
						"Let spring.datasource.username and stratum.isolation.roles.application name the same role."));
	}

	/** D02: tables or schemas of its own. */
	List<DoctorFinding> owned(CatalogSnapshot catalog) {
		Set<String> selves = new TreeSet<>(this.role.reach());
		selves.add(this.role.name());
		String tables = catalog.owned()
			.stream()
			.filter((table) -> selves.contains(table.owner()))
			.map((table) -> table.table().toString())
			.collect(Collectors.joining(", "));
		String owners = this.role.schemaOwners().stream().filter(selves::contains).collect(Collectors.joining(", "));
		String remedy = "Give tables and schemas to the owner role: alter table … owner to %s;"
			.formatted(SqlIdentifier.quote(this.roles.owner()));
		return Stream
			.of(finding(tables, "The application role owns, or can become the owner of, ", remedy),
					finding(owners, "The application role owns a schema with tables, itself or as ", remedy))
			.flatMap(List::stream)
			.toList();
	}

	/** D03: rights of platform or subtree reader without switching to them. */
	List<DoctorFinding> inherited() {
		Set<String> held = new TreeSet<>(this.role.inherited());
		Stream.of(this.roles.platform(), this.roles.owner()).filter(this.role.reach()::contains).forEach(held::add);
		held.retainAll(Set.of(this.roles.platform(), this.roles.owner(), this.roles.subtreeReader()));
		return held.stream()
			.map((other) -> fatal("D03",
					"The application role has the rights of \"" + other + "\" without a subtree read.",
					"revoke %s from %s;".formatted(SqlIdentifier.quote(other), SqlIdentifier.quote(this.role.name()))))
			.toList();
	}

	private List<DoctorFinding> finding(String what, String sentence, String remedy) {
		return what.isEmpty() ? List.of() : List.of(fatal("D02", sentence + what + ".", remedy));
	}

	private DoctorFinding fatal(String id, String finding, String remedy) {
		return DoctorFinding.of(id, DoctorSeverity.FATAL, this.role.name(), finding, remedy);
	}

}
