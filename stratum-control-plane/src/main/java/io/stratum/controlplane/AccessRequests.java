package io.stratum.controlplane;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.stratum.InvalidInputException;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.NewApiKey;
import io.stratum.access.RoleSettings;
import io.stratum.access.Scope;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What requests say of API keys and roles.
 */
final class AccessRequests {

	private AccessRequests() {
	}

	@Schema(name = "ApiKeyInput")
	record CreateKey(@Nullable TenantId tenantId, @Nullable String name, @Nullable List<@Nullable String> scopes,
			@Nullable Instant expiresAt, @Nullable ResourceId roleId, @Nullable Integer rateLimitMax,
			@Nullable String rateLimitWindow) {

		NewApiKey description() {
			ApiKeySettings settings = ApiKeySettings.DEFAULTS.named(this.name)
				.expiring(this.expiresAt)
				.limited(this.rateLimitMax, this.rateLimitWindow);
			return new NewApiKey(this.tenantId,
					(this.scopes != null) ? settings.scoped(Scope.parse("scopes", texts(this.scopes))) : settings,
					(this.roleId != null) ? this.roleId.value() : null, false);
		}

	}

	/**
	 * A change of a key: what is left out stays, an explicit null takes away.
	 */
	@Schema(name = "ApiKeyUpdateInput")
	record UpdateKey(@Schema(types = {
			"string", "null" }) @Nullable JsonNode name, @Nullable List<@Nullable String> scopes,
			@Schema(types = { "string", "null" }, format = "date-time") @Nullable JsonNode expiresAt,
			@Schema(types = { "integer", "null" }) @Nullable JsonNode rateLimitMax,
			@Schema(types = { "string", "null" }) @Nullable JsonNode rateLimitWindow){

		ApiKeySettings applyTo(ApiKeySettings before) {
			ApiKeySettings after = (this.scopes != null) ? before.scoped(Scope.parse("scopes", texts(this.scopes)))
					: before;
			if (this.name != null) {
				after = after.named(text("name", this.name));
			}
			if (this.expiresAt != null) {
				after = after.expiring(instant("expires_at", this.expiresAt));
			}
			return after.limited(
					(this.rateLimitMax != null) ? integer("rate_limit_max", this.rateLimitMax) : after.rateLimitMax(),
					(this.rateLimitWindow != null) ? text("rate_limit_window", this.rateLimitWindow)
							: after.rateLimitWindow());
		}

	}

	@Schema(name = "ApiKeyRotateInput")
	record RotateKey(@Nullable String name, @Nullable Long overlapSeconds) {

		static final RotateKey PLAIN = new RotateKey(null, null);

		Duration overlap() {
			long seconds = Objects.requireNonNullElse(this.overlapSeconds, 0L);
			// Beyond what any overlap may be, but still a duration.
			return Duration.ofSeconds(Math.max(-1, Math.min(seconds, Integer.MAX_VALUE)));
		}

	}

	@Schema(name = "RoleInput")
	record CreateRole(@Required @Nullable String name, @Nullable String description,
			@Required @Nullable List<@Nullable String> scopes, @Nullable TenantId tenantId) {

		RoleSettings settings() {
			return new RoleSettings(Objects.requireNonNullElse(this.name, ""), this.description,
					Scope.parse("scopes", texts(Objects.requireNonNullElse(this.scopes, List.of()))));
		}

	}

	@Schema(name = "RoleUpdateInput")
	record UpdateRole(@Nullable String name, @Schema(types = {
			"string", "null" }) @Nullable JsonNode description, @Nullable List<@Nullable String> scopes){

		RoleSettings applyTo(RoleSettings before) {
			RoleSettings after = (this.name != null) ? before.named(this.name) : before;
			if (this.description != null) {
				after = after.described(text("description", this.description));
			}
			return (this.scopes != null) ? after.scoped(Scope.parse("scopes", texts(this.scopes))) : after;
		}

	}

	@Schema(name = "RoleAssignInput")
	record AssignRole(@Required @Nullable ResourceId roleId) {

		UUID required() {
			if (this.roleId == null) {
				throw InvalidInputException.of("role_id", "A role is required.", "required");
			}
			return this.roleId.value();
		}

	}

	@Schema(name = "RoleRemoveInput")
	record RemoveRole(@Nullable ResourceId roleId) {

	}

	private static List<String> texts(List<@Nullable String> texts) {
		return texts.stream().map((text) -> Objects.requireNonNullElse(text, "")).toList();
	}

	private static @Nullable String text(String path, JsonNode node) {
		if (!node.isNull() && !node.isString()) {
			throw type(path);
		}
		return node.isNull() ? null : node.stringValue();
	}

	private static @Nullable Integer integer(String path, JsonNode node) {
		if (!node.isNull() && !node.isInt()) {
			throw type(path);
		}
		return node.isNull() ? null : node.intValue();
	}

	private static @Nullable Instant instant(String path, JsonNode node) {
		String text = text(path, node);
		try {
			return (text != null) ? OffsetDateTime.parse(text).toInstant() : null;
		}
		catch (DateTimeException ex) {
			throw type(path);
		}
	}

	private static InvalidInputException type(String path) {
		return InvalidInputException.of(path, "The value of '" + path + "' is not of the expected type.", "type");
	}

}
