package io.stratum.jpa.encrypted;

import java.util.Collection;
import java.util.Map;

import io.stratum.StratumStartupException;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/**
 * Tells each {@link Encrypted} attribute its table and column, and refuses what cannot be
 * encrypted.
 *
 * <p>
 * Hibernate finds this by its service loader.
 */
public final class EncryptedMapping implements AdditionalMappingContributor {

	@Override
	public String getContributorName() {
		return "stratum-encryption";
	}

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resources, MetadataBuildingContext context) {
		Map<String, Object> settings = context.getBootstrapContext().getConfigurationService().getSettings();
		Collection<PersistentClass> entities = metadata.getEntityBindingMap().values();
		entities.forEach((entity) -> locate(entity, EncryptedFields.of(settings)));
	}

	private void locate(PersistentClass entity, @Nullable EncryptedFields fields) {
		refuseKeys(entity);
		for (Property property : entity.getPropertyClosure()) {
			locate(entity, property, property.getValue(), fields);
		}
	}

	private void locate(PersistentClass entity, Property property, Value value, @Nullable EncryptedFields fields) {
		if (value instanceof Component component) {
			refuseAggregate(entity, property, component);
			component.getProperties().forEach((member) -> locate(entity, member, member.getValue(), fields));
		}
		else if (value instanceof org.hibernate.mapping.Collection collection) {
			locate(entity, property, collection.getElement(), fields);
		}
		else if (value instanceof BasicValue basic) {
			locate(entity, property, basic, encrypted(basic), fields);
		}
	}

	private void locate(PersistentClass entity, Property property, BasicValue value, @Nullable EncryptedType type,
			@Nullable EncryptedFields fields) {
		if (type != null) {
			Column column = requireEncryptable(entity, property, value);
			type.locate(requireFields(entity, property, fields), value.getTable().getName() + "." + column.getName());
		}
	}

	private static Column requireEncryptable(PersistentClass entity, Property property, BasicValue value) {
		if (entity.getPropertyClosure().stream().noneMatch(EncryptedMapping::isTenant)) {
			throw refused(entity, property, "belongs to no tenant, so there is no data key for it",
					"Give the entity an attribute with @TenantId, or seal the value with FieldCipher and "
							+ "AssociatedData.platform(…).");
		}
		if (!(value.getColumn() instanceof Column column)) {
			throw refused(entity, property, "has no column of its own", "Take @Encrypted or @Formula from it.");
		}
		if (property.isNaturalIdentifier() || column.isUnique()) {
			throw refused(entity, property, "shall be unique, but each write makes another ciphertext",
					"Take 'unique' or @NaturalId from it.");
		}
		return column;
	}

	private static boolean isTenant(Property property) {
		return property.getValue() instanceof SimpleValue value && value.getMemberDetails() != null
				&& value.getMemberDetails().hasDirectAnnotationUsage(TenantId.class);
	}

	private static void refuseKeys(PersistentClass entity) {
		Property id = entity.getIdentifierProperty();
		if (id != null && isEncrypted(id.getValue())) {
			throw refused(entity, id, "is an id, but each write makes another ciphertext",
					"Give the entity a generated id, and encrypt an attribute beside it.");
		}
	}

	private static void refuseAggregate(PersistentClass entity, Property property, Component component) {
		if (component.getAggregateColumn() != null && isEncrypted(component)) {
			throw refused(entity, property, "has no column of its own, for all of it is in one",
					"Take @JdbcTypeCode or @Struct from the embedded attribute, or @Encrypted from its members.");
		}
	}

	private static boolean isEncrypted(Value value) {
		return (value instanceof Component component)
				? component.getProperties().stream().anyMatch((member) -> isEncrypted(member.getValue()))
				: value instanceof BasicValue basic && encrypted(basic) != null;
	}

	private static @Nullable EncryptedType encrypted(BasicValue value) {
		return (value.getResolution() != null) ? EncryptedType.find(value.getResolution().getLegacyResolvedBasicType())
				: null;
	}

	private static EncryptedFields requireFields(PersistentClass entity, Property property,
			@Nullable EncryptedFields fields) {
		if (fields == null) {
			throw refused(entity, property, "cannot be sealed, for no FieldCipher is there",
					"Set 'stratum.encryption.key', and leave EncryptionAutoConfiguration in place.");
		}
		return fields;
	}

	private static StratumStartupException refused(PersistentClass entity, Property property, String why,
			String action) {
		return new StratumStartupException("The attribute '" + entity.getEntityName() + "." + property.getName()
				+ "' is @Encrypted and " + why + ".", action);
	}

}
