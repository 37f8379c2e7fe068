package io.stratum.jpa.encrypted;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Says under which digest a value of an {@link Encrypted} attribute is found.
 */
public final class BlindIndexes {

	private final EntityManagerFactory entities;

	/**
	 * Creates the access to the digests.
	 * @param entities the mapped entities
	 */
	public BlindIndexes(EntityManagerFactory entities) {
		this.entities = entities;
	}

	/**
	 * Returns the digest of a value for the bound tenant, to be compared with an
	 * attribute marked with {@link BlindIndex}.
	 * @param entity the entity
	 * @param attribute the encrypted attribute, not the one that holds digests
	 * @param value a {@code String} or {@code byte[]}, exactly as it was stored
	 * @return 43 characters
	 * @throws IllegalArgumentException if the attribute is not encrypted
	 * @throws io.stratum.tenant.TenantNotBoundException if no tenant is bound
	 */
	public String of(Class<?> entity, String attribute, Object value) {
		EntityPersister mapped = this.entities.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.getEntityDescriptor(entity);
		EncryptedType type = EncryptedType.find(mapped, attribute);
		String digest = (type != null) ? type.digest(value) : null;
		if (digest == null) {
			throw new IllegalArgumentException(
					"'" + entity.getName() + "." + attribute + "' is not @Encrypted, or its value is missing.");
		}
		return digest;
	}

}
