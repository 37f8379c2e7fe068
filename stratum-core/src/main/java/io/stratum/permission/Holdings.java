package io.stratum.permission;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of the permissions of one tenant.
 *
 * @param effective what it has, by key
 * @param own its own policies
 */
record Holdings(Map<String, EffectivePermission> effective, List<PermissionPolicy> own) {

	static Holdings of(Map<String, Flow> flows, List<PermissionPolicy> own) {
		Map<String, EffectivePermission> effective = new LinkedHashMap<>();
		flows.forEach((key, flow) -> effective.put(key, flow.toEffective()));
		return new Holdings(Collections.unmodifiableMap(effective), List.copyOf(own));
	}

}
