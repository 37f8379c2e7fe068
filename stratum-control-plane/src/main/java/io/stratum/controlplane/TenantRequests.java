package io.stratum.controlplane;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantUpdate;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What requests say of tenants.
 */
final class TenantRequests {

	private TenantRequests() {
	}

	@Schema(name = "TenantInput")
	record Create(@Required @Nullable String name, @Required @Nullable String slug, @Nullable TenantId parentId,
			@Nullable String parentRef, @Nullable Map<String, @Nullable Object> config,
			@Nullable Map<String, @Nullable Object> metadata, @Nullable String isolationStrategy,
			@Nullable ResourceId regionId) {

		NewTenant description() {
			// What is missing breaks the same rule as what is empty.
			return new NewTenant(Objects.requireNonNullElse(this.slug, ""), Objects.requireNonNullElse(this.name, ""),
					this.parentId, this.parentRef, strategy(this.isolationStrategy),
					(this.regionId != null) ? this.regionId.value() : null,
					Objects.requireNonNullElse(this.config, Map.of()),
					Objects.requireNonNullElse(this.metadata, Map.of()));
		}

	}

	@Schema(name = "TenantBatchInput")
	record CreateBatch(@Required @Nullable List<@Nullable Create> tenants) {

		List<NewTenant> descriptions() {
			List<@Nullable Create> rows = Objects.requireNonNullElse(this.tenants, List.of());
			if (rows.stream().anyMatch(Objects::isNull)) {
				throw InvalidInputException.of("tenants", "Each row is an object.", "type");
			}
			return rows.stream().map((row) -> Objects.requireNonNull(row).description()).toList();
		}

	}

	@Schema(name = "TenantUpdateInput")
	record Update(@Nullable String name, @Nullable String slug, @Nullable Map<String, @Nullable Object> config,
			@Nullable Map<String, @Nullable Object> metadata) {

		TenantUpdate at(@Nullable Long version) {
			return new TenantUpdate(this.name, this.slug, this.config, this.metadata, version);
		}

	}

	@Schema(name = "TenantMoveInput")
	record Move(@Required @Schema(types = {
			"string", "null" }, format = "uuid") @Nullable JsonNode newParentId){

		/**
		 * Returns the new parent; only an explicit null makes a root.
		 */
		@Nullable TenantId destination() {
			if (this.newParentId == null) {
				throw InvalidInputException.of("new_parent_id", "A new parent is required; null makes a root.",
						"required");
			}
			if (this.newParentId.isNull()) {
				return null;
			}
			if (!this.newParentId.isString() || !TenantId.isCanonical(this.newParentId.stringValue())) {
				throw InvalidInputException.of("new_parent_id", "The id is not a UUID.", "uuid");
			}
			return TenantId.parse(this.newParentId.stringValue());
		}

	}

	@Schema(name = "TenantReorderInput")
	record Reorder(@Required @Nullable Integer position) {

		int place() {
			if (this.position == null) {
				throw InvalidInputException.of("position", "A position is required.", "required");
			}
			return this.position;
		}

	}

	static @Nullable IsolationStrategy strategy(@Nullable String wireName) {
		try {
			return (wireName != null) ? IsolationStrategy.ofWireName(wireName) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidInputException(ErrorCode.ISOLATION_STRATEGY_UNSUPPORTED,
					List.of(new Issue("isolation_strategy",
							"The strategy is SHARED_RLS, SCHEMA_PER_TENANT or DB_PER_TENANT.", "enum")));
		}
	}

}
