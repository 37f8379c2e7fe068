package io.stratum.controlplane;

import java.util.UUID;

import io.stratum.tenant.TenantId;

/**
 * Id of a resource as a request names it: a UUID in its full form.
 */
record ResourceId(UUID value) {

	static ResourceId of(String text) {
		if (!TenantId.isCanonical(text)) {
			throw new IllegalArgumentException("The id is not a UUID.");
		}
		return new ResourceId(UUID.fromString(text));
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
