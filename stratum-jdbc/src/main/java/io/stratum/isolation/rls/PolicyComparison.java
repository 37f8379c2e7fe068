package io.stratum.isolation.rls;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.isolation.catalog.CatalogTable;
import io.stratum.isolation.catalog.CatalogTable.StoredPolicy;

/**
 * The policies of one table against those it shall have.
 */
final class PolicyComparison {

	private static final Map<String, String> COMMANDS = Map.of("select", "r", "insert", "a", "update", "w", "delete",
			"d", "all", "*");

	private final List<Policy> wanted;

	private final List<StoredPolicy> stored;

	PolicyComparison(List<Policy> wanted, CatalogTable table) {
		this.wanted = wanted;
		this.stored = table.policies();
	}

	List<Policy> missing() {
		return this.wanted.stream().filter((policy) -> stored(policy).isEmpty()).toList();
	}

	List<Policy> stale() {
		return this.wanted.stream()
			.filter((policy) -> stored(policy).filter((found) -> !matches(policy, found)).isPresent())
			.toList();
	}

	List<Policy> current() {
		return this.wanted.stream()
			.filter((policy) -> stored(policy).filter((found) -> matches(policy, found)).isPresent())
			.toList();
	}

	/** Returns the names of policies that look generated and are not wanted. */
	List<String> surplus() {
		return unwanted().filter((policy) -> policy.name().startsWith(Policy.PREFIX)).map(StoredPolicy::name).toList();
	}

	/** Returns policies that somebody else made. */
	List<StoredPolicy> foreign() {
		return unwanted().filter((policy) -> !policy.name().startsWith(Policy.PREFIX)).toList();
	}

	private Stream<StoredPolicy> unwanted() {
		var names = this.wanted.stream().map(Policy::name).collect(Collectors.toSet());
		return this.stored.stream().filter((policy) -> !names.contains(policy.name()));
	}

	private Optional<StoredPolicy> stored(Policy policy) {
		return this.stored.stream().filter((found) -> found.name().equals(policy.name())).findFirst();
	}

	private static boolean matches(Policy policy, StoredPolicy found) {
		return policy.comment().equals(found.comment()) && found.permissive()
				&& found.command().equals(COMMANDS.get(policy.command()))
				&& found.roles().equals(new HashSet<>(policy.roles()))
				&& Deparsed.matches(policy.using(), found.using()) && Deparsed.matches(policy.check(), found.check());
	}

}
