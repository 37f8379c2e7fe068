package io.stratum.controlplane;

import java.util.List;

import io.stratum.access.Scope;
import io.stratum.config.ConfigEntries;
import io.stratum.config.ConfigVersion;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Config compared between tenants, and with what it was before.
 */
@RestController
class ConfigComparisonController {

	private final ConfigEntries config;

	ConfigComparisonController(ConfigEntries config) {
		this.config = config;
	}

	@GetMapping("/config/diff")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.QUERY)
	ConfigComparisonJson.Diff diffConfig(@RequestParam("tenant_a") TenantId tenantA,
			@RequestParam("tenant_b") TenantId tenantB,
			@RequestParam(name = "only_changes", defaultValue = "false") boolean onlyChanges) {
		return ConfigComparisonJson.Diff.of(this.config.diff(tenantA, tenantB), onlyChanges);
	}

	@GetMapping("/tenants/{id}/config/drift")
	@RequiresScope(Scope.READ)
	@TenantFrom({ TenantSource.PATH, TenantSource.QUERY })
	ConfigComparisonJson.Drift computeConfigDrift(@PathVariable TenantId id,
			@RequestParam(required = false) @Nullable List<TenantId> children) {
		return ConfigComparisonJson.Drift
			.of((children != null) ? this.config.drift(id, children) : this.config.drift(id));
	}

	@GetMapping("/tenants/{id}/config/{key}/history")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<List<ConfigJson.Version>> getConfigHistory(@PathVariable TenantId id, @PathVariable String key,
			@RequestParam(required = false) @Nullable Long cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		int most = (limit != null) ? limit : Slice.MOST;
		List<ConfigVersion> versions = this.config.history(id, key, most, cursor);
		boolean more = versions.size() == most && versions.get(most - 1).version() > 1;
		return Answers.page(versions.stream().map(ConfigJson.Version::of).toList(),
				more ? String.valueOf(versions.get(most - 1).version()) : null);
	}

}
