package io.stratum.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says level by level how a value came about.
 */
final class ConfigExplainer {

	private final ConfigRows rows;

	private final ConfigKeys keys;

	private final EffectiveConfigs configs;

	private final ConfigAdmission admission;

	ConfigExplainer(ConfigRows rows, ConfigKeys keys, EffectiveConfigs configs, ConfigAdmission admission) {
		this.rows = rows;
		this.keys = keys;
		this.configs = configs;
		this.admission = admission;
	}

	ConfigExplanation explain(Tenant tenant, String key) {
		ConfigLevels levels = Objects.requireNonNull(this.rows.load(tenant.id(), List.of(key)));
		Resolution resolution = levels.resolve(key, this.keys.narrowing(key));
		List<ConfigExplanation.Step> steps = new ArrayList<>();
		JsonNode declared = this.keys.defaultNode(key);
		if (declared != null) {
			steps.add(declared(key, declared, resolution));
		}
		resolution.steps().forEach((step) -> steps.add(step(levels.path(), step, resolution)));
		return new ConfigExplanation(key, this.configs.effective(levels, key), steps);
	}

	private ConfigExplanation.Step declared(String key, JsonNode value, Resolution resolution) {
		boolean masked = this.keys.isSensitive(key);
		return new ConfigExplanation.Step(null, -1, masked ? null : JsonValues.freeze(value), false, masked,
				ConfigEffect.DEFAULT, resolution.winner() == null);
	}

	private ConfigExplanation.Step step(TenantPath path, Resolution.Step step, Resolution resolution) {
		StoredEntry entry = step.entry();
		boolean effective = entry == resolution.winner();
		boolean masked = entry.isMasked(this.keys) || (!effective && !this.admission.reaches(path, entry.tenant()));
		@Nullable Object value = masked ? null : entry.value();
		return new ConfigExplanation.Step(entry.tenant(), path.ids().indexOf(entry.tenant()), value, entry.locked(),
				masked, step.effect(), effective);
	}

}
