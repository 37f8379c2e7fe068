package io.stratum.config;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import io.stratum.config.ConfigDiff.Side;
import io.stratum.config.ConfigDrift.Status;
import io.stratum.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Compares the effective config of tenants.
 */
final class ConfigComparison {

	private final EffectiveConfigs configs;

	ConfigComparison(EffectiveConfigs configs) {
		this.configs = configs;
	}

	ConfigDiff diff(Tenant first, Tenant second) {
		Map<String, EffectiveValue> left = this.configs.of(first.id()).values();
		Map<String, EffectiveValue> right = this.configs.of(second.id()).values();
		List<ConfigDiff.Line> lines = keys(left, right).stream()
			.map((key) -> new ConfigDiff.Line(key, side(left.get(key)), side(right.get(key)),
					isEqual(left.get(key), right.get(key))))
			.toList();
		return new ConfigDiff(new ConfigDiff.Operand(first.id(), first.name()),
				new ConfigDiff.Operand(second.id(), second.name()), lines);
	}

	ConfigDrift drift(Tenant parent, List<Tenant> children) {
		List<ConfigDrift.Child> results = children.stream().map((child) -> child(parent, child)).toList();
		Map<Status, Integer> summary = new EnumMap<>(Status.class);
		for (Status status : Status.values()) {
			summary.put(status, (int) results.stream().filter((child) -> child.status() == status).count());
		}
		return new ConfigDrift(parent.id(), parent.name(), results, summary);
	}

	private ConfigDrift.Child child(Tenant parent, Tenant child) {
		Map<String, EffectiveValue> above = this.configs.of(parent.id()).values();
		EffectiveConfig config = this.configs.of(child.id());
		boolean below = child.path().isWithin(parent.path());
		List<ConfigDrift.Line> lines = keys(above, config.values()).stream()
			.map((key) -> line(key, above.get(key), config, below))
			.toList();
		Status worst = lines.stream().map(ConfigDrift.Line::status).max(Comparator.naturalOrder()).orElse(Status.OK);
		return new ConfigDrift.Child(child.id(), child.name(), worst, lines);
	}

	private static ConfigDrift.Line line(String key, @Nullable EffectiveValue parent, EffectiveConfig child,
			boolean below) {
		EffectiveValue value = child.values().get(key);
		return new ConfigDrift.Line(key, status(parent, value, below), parent, value, child.hides(key));
	}

	private static Status status(@Nullable EffectiveValue parent, @Nullable EffectiveValue child, boolean below) {
		if (isEqual(parent, child)) {
			return Status.OK;
		}
		if (parent != null && parent.locked() && below) {
			return Status.CONFLICT;
		}
		return (child == null) ? Status.MISSING : Status.OVERRIDE;
	}

	private static boolean isEqual(@Nullable EffectiveValue left, @Nullable EffectiveValue right) {
		if (left == null || right == null) {
			return false;
		}
		// Comparing secrets would tell whether a guess is right.
		return (left.masked() || right.masked())
				? left.masked() && right.masked() && Objects.equals(left.source(), right.source())
				: JsonValues.same(left.value(), right.value());
	}

	private static @Nullable Side side(@Nullable EffectiveValue value) {
		return (value != null) ? new Side(value.value(), status(value), value.source(), value.masked()) : null;
	}

	private static ConfigDiff.Status status(EffectiveValue value) {
		if (value.locked()) {
			return ConfigDiff.Status.LOCKED;
		}
		return value.inherited() ? ConfigDiff.Status.INHERITED : ConfigDiff.Status.OWN;
	}

	private static SortedSet<String> keys(Map<String, EffectiveValue> left, Map<String, EffectiveValue> right) {
		SortedSet<String> keys = new TreeSet<>(left.keySet());
		keys.addAll(right.keySet());
		return keys;
	}

}
