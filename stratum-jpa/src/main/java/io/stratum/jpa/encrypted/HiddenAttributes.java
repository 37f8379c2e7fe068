package io.stratum.jpa.encrypted;

import java.util.HashSet;
import java.util.Set;

import org.hibernate.persister.entity.EntityPersister;

/**
 * Tells which attributes of an entity nobody but its tenant may see.
 */
public final class HiddenAttributes {

	private HiddenAttributes() {
	}

	/**
	 * Returns the attributes that are encrypted, in part or as digest.
	 * @param entity a mapped entity
	 * @return names of attributes, in no order
	 */
	public static Set<String> of(EntityPersister entity) {
		Set<String> hidden = new HashSet<>();
		for (int i = 0; i < entity.getPropertyNames().length; i++) {
			if (EncryptedType.isIn(entity.getPropertyTypes()[i])
					|| entity.getGenerators()[i] instanceof BlindIndexGeneration) {
				hidden.add(entity.getPropertyNames()[i]);
			}
		}
		return hidden;
	}

}
