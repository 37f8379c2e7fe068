package io.stratum.controlplane;

import java.util.List;
import java.util.function.UnaryOperator;

import io.stratum.access.ApiKey;
import io.stratum.access.ApiKeys;
import io.stratum.access.IssuedApiKey;
import io.stratum.access.Scope;
import io.stratum.engine.EngineDatabase;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * API keys.
 */
@RestController
class ApiKeyController {

	private final ApiKeys keys;

	private final EngineDatabase database;

	private final Cursors cursors;

	ApiKeyController(ApiKeys keys, EngineDatabase database, Cursors cursors) {
		this.keys = keys;
		this.database = database;
		this.cursors = cursors;
	}

	@PostMapping("/api-keys")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.BODY)
	@ShownOnce("plaintext_key")
	ResponseEntity<AccessJson.KeyCreated> createApiKey(@RequestBody AccessRequests.CreateKey body) {
		IssuedApiKey issued = this.keys.create(body.description());
		return Answers.created(AccessJson.KeyCreated.of(issued), issued.key().id(), issued.key().version());
	}

	@GetMapping("/api-keys")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.QUERY)
	ResponseEntity<List<AccessJson.Key>> listApiKeys(
			@RequestParam(name = "tenant_id", required = false) @Nullable TenantId tenantId,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Slice slice = Slice.of(this.cursors, "api-keys", cursor, limit);
		List<ApiKey> keys = this.keys.list(tenantId, slice.after(), slice.asked());
		return Answers.page(slice.cut(keys).stream().map(AccessJson.Key::of).toList(),
				slice.next(this.cursors, keys, ApiKey::id));
	}

	@GetMapping("/api-keys/dormant")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.QUERY)
	ResponseEntity<List<AccessJson.Key>> listDormantApiKeys(
			@RequestParam(name = "tenant_id", required = false) @Nullable TenantId tenantId,
			@RequestParam(required = false) @Nullable Integer days,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable Integer limit) {
		Slice slice = Slice.of(this.cursors, "dormant", cursor, limit);
		List<ApiKey> keys = (days != null) ? this.keys.dormant(tenantId, days, slice.after(), slice.asked())
				: this.keys.dormant(tenantId, slice.after(), slice.asked());
		return Answers.page(slice.cut(keys).stream().map(AccessJson.Key::of).toList(),
				slice.next(this.cursors, keys, ApiKey::id));
	}

	@GetMapping("/api-keys/{id}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<AccessJson.Key> getApiKey(@PathVariable ResourceId id) {
		return shown(this.keys.get(id.value()));
	}

	@PatchMapping("/api-keys/{id}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<AccessJson.Key> updateApiKey(@PathVariable ResourceId id, @IfMatch @Nullable Long version,
			@RequestBody AccessRequests.UpdateKey body) {
		return shown(this.keys.update(id.value(), version, body::applyTo));
	}

	@PostMapping("/api-keys/{id}/rotate")
	@ResponseStatus(HttpStatus.CREATED)
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	@ShownOnce("plaintext_key")
	ResponseEntity<AccessJson.KeyCreated> rotateApiKey(@PathVariable ResourceId id, @IfMatch @Nullable Long version,
			@RequestBody(required = false) AccessRequests.@Nullable RotateKey body) {
		AccessRequests.RotateKey how = (body != null) ? body : AccessRequests.RotateKey.PLAIN;
		IssuedApiKey issued = this.database.write(() -> {
			require(id, version);
			return this.keys.rotate(id.value(), how.name(), how.overlap());
		});
		return Answers.createdBeside(AccessJson.KeyCreated.of(issued), issued.key().id(), issued.key().version());
	}

	@DeleteMapping("/api-keys/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	ResponseEntity<Void> revokeApiKey(@PathVariable ResourceId id, @IfMatch @Nullable Long version) {
		this.database.run(() -> {
			require(id, version);
			this.keys.revoke(id.value());
		});
		return Answers.gone();
	}

	/**
	 * Locks a key if it still has the version that was seen.
	 */
	private void require(ResourceId id, @Nullable Long version) {
		if (version != null) {
			this.keys.update(id.value(), version, UnaryOperator.identity());
		}
	}

	private static ResponseEntity<AccessJson.Key> shown(ApiKey key) {
		return Answers.of(AccessJson.Key.of(key), key.version());
	}

}
