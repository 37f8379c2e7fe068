package io.stratum.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;

/**
 * What a tenant and its ancestors set, as read in one statement.
 *
 * @param path the place of the tenant
 * @param entries by key, root first; archived ancestors are left out
 */
record ConfigLevels(TenantPath path, SortedMap<String, List<StoredEntry>> entries) {

	static ConfigLevels of(TenantPath path, List<StoredEntry> rootFirst) {
		SortedMap<String, List<StoredEntry>> entries = new TreeMap<>();
		rootFirst.forEach((entry) -> entries.computeIfAbsent(entry.key(), (key) -> new ArrayList<>(2)).add(entry));
		return new ConfigLevels(path, entries);
	}

	Resolution resolve(String key, Narrowing narrowing) {
		return Resolution.of(narrowing, this.entries.getOrDefault(key, List.of()));
	}

	/**
	 * Resolves a key as it would be if the tenant itself had set nothing.
	 */
	Resolution inherited(String key, Narrowing narrowing) {
		return Resolution.of(narrowing,
				this.entries.getOrDefault(key, List.of())
					.stream()
					.filter((entry) -> !entry.tenant().equals(self()))
					.toList());
	}

	Optional<StoredEntry> own(String key) {
		return this.entries.getOrDefault(key, List.of())
			.stream()
			.filter((entry) -> entry.tenant().equals(self()))
			.findFirst();
	}

	private TenantId self() {
		return this.path.self();
	}

}
