package io.stratum.controlplane;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tenants as answers show them.
 */
final class TenantJson {

	private TenantJson() {
	}

	/**
	 * A tenant; {@code redacted} is whether it lies above the caller.
	 */
	@Schema(name = "Tenant")
	record Shown(TenantId id, @Nullable TenantId parentId, String ancestryPath, int depth, String name, String slug,
			Map<String, @Nullable Object> config, Map<String, @Nullable Object> metadata, String isolationStrategy,
			String status, @Nullable UUID regionId, int sortOrder, @Nullable Instant deletedAt, Instant createdAt,
			Instant updatedAt, long version, boolean redacted) {

		static Shown of(Tenant tenant) {
			return of(tenant, false);
		}

		/**
		 * Shows a tenant to a caller who may stand below it.
		 */
		static Shown to(Caller caller, Tenant tenant) {
			return caller.reaches(tenant.path()) ? of(tenant) : of(tenant.redacted(), true);
		}

		private static Shown of(Tenant tenant, boolean redacted) {
			return new Shown(tenant.id(), tenant.parentId(), tenant.path().ancestry(), tenant.path().depth(),
					tenant.name(), tenant.slug(), tenant.config(), tenant.metadata(), tenant.strategy().wireName(),
					tenant.status().wireName(), tenant.regionId(), tenant.sortOrder(), tenant.deletedAt(),
					tenant.createdAt(), tenant.updatedAt(), tenant.version(), redacted);
		}

	}

	@Schema(name = "TenantList")
	record Listed(List<Shown> data, @Nullable String nextCursor, boolean hasMore) {

	}

	@Schema(name = "TenantBatch")
	record BatchCreated(List<Shown> created, List<Object> errors) {

		static BatchCreated of(List<Tenant> tenants) {
			return new BatchCreated(tenants.stream().map(Shown::of).toList(), List.of());
		}

	}

	/**
	 * All that holds for a tenant, flat and nested.
	 */
	@Schema(name = "TenantContext")
	record Context(TenantId tenantId, String ancestryPath, int depth, String isolationStrategy,
			Map<String, ConfigJson.Resolved> resolvedConfig, Map<String, PermissionJson.Resolved> resolvedPermissions,
			Shown tenant, Map<String, ConfigJson.Resolved> config, Map<String, PermissionJson.Resolved> permissions,
			List<Shown> ancestors) {

		static Context of(Tenant tenant, Map<String, ConfigJson.Resolved> config,
				Map<String, PermissionJson.Resolved> permissions, List<Shown> ancestors) {
			return new Context(tenant.id(), tenant.path().ancestry(), tenant.path().depth(),
					tenant.strategy().wireName(), config, permissions, Shown.of(tenant), config, permissions,
					ancestors);
		}

	}

	/**
	 * Where the rows of a tenant are.
	 */
	@Schema(name = "TenantPlacement")
	record Placement(String strategy, @Nullable UUID regionId, long revision, String state, @Nullable Object promotion,
			@Nullable String server, @Nullable String database, @Nullable String schema, @Nullable String fingerprint) {

		/**
		 * Shows a tenant of which nobody recorded where its rows are.
		 */
		static Placement missing(Tenant tenant) {
			return new Placement(tenant.strategy().wireName(), tenant.regionId(), 0, "missing", null, null, null, null,
					null);
		}

	}

}
