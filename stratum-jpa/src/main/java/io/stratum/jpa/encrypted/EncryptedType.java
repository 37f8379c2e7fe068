package io.stratum.jpa.encrypted;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;

import io.stratum.StratumStartupException;
import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.models.spi.MemberDetails;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.CustomType;
import org.hibernate.type.Type;
import org.hibernate.usertype.LoggableUserType;
import org.hibernate.usertype.UserType;
import org.hibernate.usertype.UserTypeCreationContext;
import org.jspecify.annotations.Nullable;

/**
 * The type of one {@link Encrypted} attribute; Hibernate makes one for each.
 *
 * <p>
 * What Hibernate writes, logs and caches is the ciphertext.
 */
final class EncryptedType implements UserType<Object>, LoggableUserType {

	private final Sealing<?> sealing;

	private final int code;

	// Hibernate looks for a constructor with these parameters.
	EncryptedType(Encrypted annotation, UserTypeCreationContext context) {
		this.sealing = sealing(context.getMemberDetails());
		this.code = new CiphertextJdbcType(this.sealing)
			.register(context.getBuildingContext().getMetadataCollector().getTypeConfiguration().getJdbcTypeRegistry());
	}

	private static Sealing<?> sealing(MemberDetails member) {
		Class<?> type = type(member.toJavaMember());
		if (!member.hasDirectAnnotationUsage(JdbcTypeCode.class)) {
			if (type == String.class) {
				return new TextSealing();
			}
			if (type == byte[].class) {
				return new BytesSealing();
			}
		}
		throw new StratumStartupException(
				"The attribute '" + member.getDeclaringType().getName() + "." + member.resolveAttributeName()
						+ "' of type '" + type.getTypeName() + "' cannot be @Encrypted.",
				"Make it a 'String' or a 'byte[]' without @JdbcTypeCode. Write JSON as text before you set it, for a "
						+ "ciphertext is no JSON to the database.");
	}

	private static Class<?> type(Member member) {
		return (member instanceof Field field) ? field.getType() : ((Method) member).getReturnType();
	}

	/** Tells whether a type, or part of it, is encrypted. */
	static boolean isIn(Type type) {
		return (type instanceof CompositeType composite)
				? Arrays.stream(composite.getSubtypes()).anyMatch(EncryptedType::isIn) : find(type) != null;
	}

	static @Nullable EncryptedType find(Type type) {
		return (type instanceof CustomType<?> custom && custom.getUserType() instanceof EncryptedType encrypted)
				? encrypted : null;
	}

	static @Nullable EncryptedType find(EntityPersister entity, String attribute) {
		return (entity.findAttributeMapping(attribute) instanceof BasicValuedModelPart basic
				&& basic.getJdbcMapping() instanceof Type type) ? find(type) : null;
	}

	/** Says where the attribute is kept, and who seals it. */
	void locate(EncryptedFields fields, String column) {
		this.sealing.locate(fields, column);
	}

	/** Returns under which digest a value is found. */
	@Nullable String digest(@Nullable Object value) {
		return this.sealing.digest(value);
	}

	@Override
	public int getSqlType() {
		return this.code;
	}

	@Override
	@SuppressWarnings("unchecked") // One type serves texts and bytes.
	public Class<Object> returnedClass() {
		return (Class<Object>) this.sealing.type();
	}

	@Override
	@SuppressWarnings("unchecked") // One type serves texts and bytes.
	public AttributeConverter<Object, ?> getValueConverter() {
		return (AttributeConverter<Object, ?>) (AttributeConverter<?, ?>) this.sealing;
	}

	@Override
	public boolean equals(@Nullable Object one, @Nullable Object other) {
		return Objects.deepEquals(one, other);
	}

	@Override
	public int hashCode(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? Arrays.hashCode(bytes) : Objects.hashCode(value);
	}

	@Override
	public @Nullable Object deepCopy(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? bytes.clone() : value;
	}

	@Override
	public boolean isMutable() {
		return this.sealing.type() == byte[].class;
	}

	@Override
	public @Nullable Serializable disassemble(@Nullable Object value) {
		return this.sealing.seal(value);
	}

	@Override
	public @Nullable Object assemble(@Nullable Serializable cached, Object owner) {
		return this.sealing.open((String) cached);
	}

	@Override
	public String toLoggableString(Object value, SessionFactoryImplementor factory) {
		return "[encrypted]";
	}

}
