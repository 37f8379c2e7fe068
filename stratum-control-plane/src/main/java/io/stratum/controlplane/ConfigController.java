package io.stratum.controlplane;

import java.util.List;
import java.util.Map;

import io.stratum.access.Scope;
import io.stratum.config.ConfigEntries;
import io.stratum.config.ConfigEntry;
import io.stratum.config.EffectiveValue;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Config of one tenant.
 */
@RestController
class ConfigController {

	private final ConfigEntries config;

	ConfigController(ConfigEntries config) {
		this.config = config;
	}

	@GetMapping("/tenants/{id}/config")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	Map<String, ConfigJson.Resolved> resolveConfig(@PathVariable TenantId id) {
		return ConfigJson.Resolved.of(this.config.resolve(id));
	}

	@GetMapping("/tenants/{id}/config/inheritance")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	Map<String, ConfigJson.Resolved> getConfigInheritance(@PathVariable TenantId id) {
		return ConfigJson.Resolved.of(this.config.resolve(id));
	}

	@GetMapping("/tenants/{id}/config/{key}")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<ConfigJson.Resolved> getConfigValue(@PathVariable TenantId id, @PathVariable String key) {
		EffectiveValue value = this.config.get(id, key);
		ConfigJson.Resolved body = ConfigJson.Resolved.of(value);
		return this.config.findOwn(id, key)
			.map((own) -> Answers.of(body, own.version()))
			.orElseGet(() -> ResponseEntity.ok(body));
	}

	@PutMapping("/tenants/{id}/config/{key}")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<ConfigJson.Entry> setConfig(@PathVariable TenantId id, @PathVariable String key,
			@IfMatch @Nullable Long version, @RequestBody ConfigRequests.Put body) {
		ConfigEntry entry = this.config.set(id, body.of(key, version));
		return Answers.of(ConfigJson.Entry.of(entry), entry.version());
	}

	@DeleteMapping("/tenants/{id}/config/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ResponseEntity<Void> deleteConfig(@PathVariable TenantId id, @PathVariable String key,
			@IfMatch @Nullable Long version) {
		this.config.delete(id, key, version);
		return Answers.gone();
	}

	@PutMapping("/tenants/{id}/config/batch")
	@RequiresScope(Scope.WRITE)
	@TenantFrom(TenantSource.PATH)
	ConfigJson.Batch batchSetConfig(@PathVariable TenantId id, @RequestBody ConfigRequests.PutBatch body) {
		return ConfigJson.Batch.of(this.config.batch(id, body.changes(), body.isAtomic()));
	}

	@GetMapping("/tenants/{id}/config/{key}/explain")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.PATH)
	ConfigJson.Explanation explainConfig(@PathVariable TenantId id, @PathVariable String key) {
		return ConfigJson.Explanation.of(this.config.explain(id, key));
	}

	@PostMapping("/tenants/{id}/config/{key}/reveal")
	@RequiresScope(Scope.REVEAL)
	@TenantFrom(TenantSource.PATH)
	@ShownOnce("value")
	ResponseEntity<ConfigJson.Revealed> revealConfig(@PathVariable TenantId id, @PathVariable String key,
			@RequestBody ConfigRequests.Reveal body) {
		ConfigJson.Revealed revealed = ConfigJson.Revealed.of(this.config.reveal(id, key, body.why()));
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(revealed);
	}

	@GetMapping("/config/keys")
	@RequiresScope(Scope.READ)
	@TenantFrom(TenantSource.NONE)
	List<ConfigJson.Declared> listConfigKeys() {
		return this.config.keys().stream().map(ConfigJson.Declared::of).toList();
	}

}
