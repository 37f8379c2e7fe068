package io.stratum.jpa.encrypted;

import java.util.EnumSet;
import java.util.Objects;

import io.stratum.StratumStartupException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.AnnotationBasedGenerator;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Computes the digest of an attribute whenever its entity is written.
 */
final class BlindIndexGeneration implements BeforeExecutionGenerator, AnnotationBasedGenerator<BlindIndex> {

	private static final long serialVersionUID = 1;

	private @Nullable String attribute;

	@Override
	public void initialize(BlindIndex annotation, GeneratorCreationContext context) {
		this.attribute = annotation.of();
		PersistentClass entity = context.getPersistentClass();
		boolean known = entity.hasProperty(annotation.of())
				&& EncryptedType.find(entity.getProperty(annotation.of()).getType()) != null;
		if (!known || context.getProperty().getType().getReturnedClass() != String.class) {
			throw new StratumStartupException(
					"The @BlindIndex '" + entity.getEntityName() + "." + context.getProperty().getName() + "' of '"
							+ annotation.of() + "' is no text, or of no encrypted attribute.",
					"Make it a 'String' and name an attribute of the same entity that is marked with @Encrypted.");
		}
	}

	@Override
	public @Nullable Object generate(SharedSessionContractImplementor session, Object owner, @Nullable Object current,
			EventType event) {
		String indexed = Objects.requireNonNull(this.attribute, "initialized");
		EntityPersister entity = session.getEntityPersister(null, owner);
		EncryptedType type = Objects.requireNonNull(EncryptedType.find(entity, indexed), "verified");
		return type.digest(entity.getPropertyValue(owner, indexed));
	}

	@Override
	public EnumSet<EventType> getEventTypes() {
		return EventTypeSets.INSERT_AND_UPDATE;
	}

}
