package io.stratum.permission;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.engine.Footprint;

/**
 * All that is known of the permissions of one tenant.
 *
 * @param effective what it has, by key
 * @param own its own policies
 */
record Holdings(Map<String, EffectivePermission> effective, List<PermissionPolicy> own) {

	private static final int PERMISSION_BYTES = 160;

	static Holdings of(Map<String, Flow> flows, List<PermissionPolicy> own) {
		Map<String, EffectivePermission> effective = new LinkedHashMap<>();
		flows.forEach((key, flow) -> effective.put(key, flow.toEffective()));
		return new Holdings(Collections.unmodifiableMap(effective), List.copyOf(own));
	}

	/**
	 * Estimates the heap this takes, in bytes.
	 */
	long footprint() {
		long bytes = 0;
		for (EffectivePermission permission : this.effective.values()) {
			bytes += PERMISSION_BYTES + Footprint.of(permission.key()) + Footprint.of(permission.value());
		}
		for (PermissionPolicy policy : this.own) {
			bytes += PERMISSION_BYTES + Footprint.of(policy.value());
		}
		return bytes;
	}

}
