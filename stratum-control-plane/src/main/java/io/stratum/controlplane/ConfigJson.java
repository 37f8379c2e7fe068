package io.stratum.controlplane;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.stratum.StratumException;
import io.stratum.config.ConfigBatchResult;
import io.stratum.config.ConfigEntry;
import io.stratum.config.ConfigExplanation;
import io.stratum.config.ConfigKey;
import io.stratum.config.ConfigVersion;
import io.stratum.config.EffectiveValue;
import io.stratum.config.RevealedValue;
import io.stratum.tenant.TenantId;
import io.stratum.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Config as answers show it.
 */
final class ConfigJson {

	private ConfigJson() {
	}

	@Schema(name = "ResolvedConfigEntry")
	record Resolved(String key, @Nullable Object value, @Nullable TenantId sourceTenantId, boolean inherited,
			boolean locked, boolean sensitive, boolean masked, @Nullable String error) {

		static Resolved of(EffectiveValue value) {
			return new Resolved(value.key(), value.value(), value.source(), value.inherited(), value.locked(),
					value.sensitive(), value.masked(), value.error());
		}

		static Map<String, Resolved> of(Map<String, EffectiveValue> values) {
			Map<String, Resolved> resolved = new LinkedHashMap<>();
			values.forEach((key, value) -> resolved.put(key, of(value)));
			return resolved;
		}

	}

	@Schema(name = "ConfigEntry")
	record Entry(UUID id, TenantId tenantId, String key, @Nullable Object value, boolean inherited,
			TenantId sourceTenantId, boolean locked, boolean sensitive, boolean masked, long version, Instant createdAt,
			Instant updatedAt) {

		static Entry of(ConfigEntry entry) {
			return new Entry(entry.id(), entry.tenant(), entry.key(), entry.value(), false, entry.tenant(),
					entry.locked(), entry.sensitive(), entry.masked(), entry.version(), entry.createdAt(),
					entry.updatedAt());
		}

	}

	@Schema(name = "ConfigBatchResult")
	record Batch(List<BatchItem> results, int succeeded, int failed) {

		static Batch of(ConfigBatchResult result) {
			return new Batch(result.items().stream().map(BatchItem::of).toList(), result.succeeded(), result.failed());
		}

	}

	@Schema(name = "ConfigBatchItem")
	record BatchItem(String key, String status, @Nullable Entry entry, @Nullable Failure error) {

		static BatchItem of(ConfigBatchResult.Item item) {
			ConfigEntry entry = item.entry();
			StratumException error = item.error();
			return new BatchItem(item.key(), (error != null) ? "error" : "ok", (entry != null) ? Entry.of(entry) : null,
					(error != null) ? Failure.of(error) : null);
		}

	}

	/**
	 * The {@code error} member of a problem.
	 */
	@Schema(name = "ErrorDetail")
	record Failure(String code, String message, Map<String, Object> details, List<?> issues) {

		static Failure of(StratumException exception) {
			Problem problem = Problem.of(exception);
			return new Failure(problem.code(), problem.message(), problem.details(), problem.issues());
		}

	}

	@Schema(name = "ConfigExplanation")
	record Explanation(String key, @Nullable Resolved effective, List<Step> steps) {

		static Explanation of(ConfigExplanation explanation) {
			EffectiveValue effective = explanation.effective();
			return new Explanation(explanation.key(), (effective != null) ? Resolved.of(effective) : null,
					explanation.steps().stream().map(Step::of).toList());
		}

	}

	@Schema(name = "ConfigExplanationStep")
	record Step(@Nullable TenantId tenantId, int depth, @Nullable Object value, boolean locked, boolean masked,
			String effect, boolean effective) {

		static Step of(ConfigExplanation.Step step) {
			return new Step(step.tenant(), step.depth(), step.value(), step.locked(), step.masked(),
					step.effect().wireName(), step.effective());
		}

	}

	@Schema(name = "ConfigVersion")
	record Version(long version, String action, @Nullable Object value, boolean locked, boolean sensitive,
			boolean masked, String actorType, @Nullable String actor, Instant at, @Nullable String requestId) {

		static Version of(ConfigVersion version) {
			return new Version(version.version(), version.action(), version.value(), version.locked(),
					version.sensitive(), version.masked(), version.actorType(), version.actorId(), version.at(),
					version.requestId());
		}

	}

	@Schema(name = "RevealedConfigValue")
	record Revealed(String key, @Nullable Object value, @Nullable TenantId sourceTenantId) {

		static Revealed of(RevealedValue revealed) {
			return new Revealed(revealed.key(), revealed.value(), revealed.source());
		}

		@Override
		public String toString() {
			return "Revealed[" + this.key + "]";
		}

	}

	@Schema(name = "ConfigKey")
	record Declared(String key, String description, @Nullable JsonNode schema, @Nullable Object defaultValue,
			boolean sensitive, boolean lockable, String narrowing) {

		static Declared of(ConfigKey<?> key) {
			return new Declared(key.name(), key.description(), key.schema().map(Wire.mapper()::readTree).orElse(null),
					key.defaultValue().orElse(null), key.isSensitive(), key.isLockable(),
					key.narrowing().name().toLowerCase(Locale.ROOT));
		}

	}

}
