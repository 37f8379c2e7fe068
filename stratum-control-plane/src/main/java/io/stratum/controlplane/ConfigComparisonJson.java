package io.stratum.controlplane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.config.ConfigDiff;
import io.stratum.config.ConfigDrift;
import io.stratum.config.EffectiveValue;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Config of several tenants side by side, as answers show it.
 */
final class ConfigComparisonJson {

	private ConfigComparisonJson() {
	}

	@Schema(name = "ConfigDiff")
	record Diff(Named tenantA, Named tenantB, List<DiffLine> diff) {

		static Diff of(ConfigDiff diff, boolean onlyChanges) {
			List<ConfigDiff.Line> lines = onlyChanges ? diff.changes() : diff.lines();
			return new Diff(Named.of(diff.first()), Named.of(diff.second()), lines.stream().map(DiffLine::of).toList());
		}

	}

	@Schema(name = "ConfigDiffTenant")
	record Named(TenantId id, String name) {

		static Named of(ConfigDiff.Operand operand) {
			return new Named(operand.id(), operand.name());
		}

	}

	@Schema(name = "ConfigDiffLine")
	record DiffLine(String key, @Nullable Side tenantA, @Nullable Side tenantB) {

		static DiffLine of(ConfigDiff.Line line) {
			return new DiffLine(line.key(), Side.of(line.first()), Side.of(line.second()));
		}

	}

	@Schema(name = "ConfigDiffSide")
	record Side(@Nullable Object value, String status, @Nullable TenantId source, boolean masked) {

		static @Nullable Side of(ConfigDiff.@Nullable Side side) {
			return (side != null) ? new Side(side.value(), side.status().wireName(), side.source(), side.masked())
					: null;
		}

	}

	@Schema(name = "ConfigDrift")
	record Drift(TenantId parentId, String parentName, List<Child> results, Map<String, Integer> summary) {

		static Drift of(ConfigDrift drift) {
			Map<String, Integer> summary = new LinkedHashMap<>();
			for (ConfigDrift.Status status : ConfigDrift.Status.values()) {
				summary.put(status.wireName(), drift.summary().getOrDefault(status, 0));
			}
			return new Drift(drift.parent(), drift.parentName(), drift.children().stream().map(Child::of).toList(),
					summary);
		}

	}

	@Schema(name = "ConfigDriftTenant")
	record Child(TenantId tenantId, String tenantName, String status, List<DriftLine> entries) {

		static Child of(ConfigDrift.Child child) {
			return new Child(child.tenant(), child.name(), child.status().wireName(),
					child.lines().stream().map(DriftLine::of).toList());
		}

	}

	@Schema(name = "ConfigDriftLine")
	record DriftLine(String key, String status, ConfigJson.@Nullable Resolved parent,
			ConfigJson.@Nullable Resolved child, boolean hiddenOwnValue) {

		static DriftLine of(ConfigDrift.Line line) {
			return new DriftLine(line.key(), line.status().wireName(), resolved(line.parent()), resolved(line.child()),
					line.hiddenOwnValue());
		}

		private static ConfigJson.@Nullable Resolved resolved(@Nullable EffectiveValue value) {
			return (value != null) ? ConfigJson.Resolved.of(value) : null;
		}

	}

}
