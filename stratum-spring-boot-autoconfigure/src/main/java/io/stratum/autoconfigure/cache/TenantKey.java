package io.stratum.autoconfigure.cache;

import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;

/**
 * Key of an entry of one tenant; as text it begins with the tenant, for stores whose keys
 * are texts.
 *
 * @param tenant the tenant
 * @param epoch changes when the tenant's entries are cleared
 * @param key key among the tenant's entries
 */
record TenantKey(UUID tenant, String epoch, Object key) implements Serializable {

	@Serial
	private static final long serialVersionUID = 1;

	@Override
	public String toString() {
		return this.tenant + ":" + this.epoch + ":" + this.key;
	}

}
