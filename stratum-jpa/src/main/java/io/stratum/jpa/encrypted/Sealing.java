package io.stratum.jpa.encrypted;

import java.util.Objects;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;

/**
 * Turns the value of one attribute into a ciphertext and back.
 *
 * <p>
 * To Hibernate it is a conversion that changes nothing, which makes it leave reading and
 * writing to {@link CiphertextJdbcType}.
 *
 * @param <T> the type of the attribute
 */
abstract class Sealing<T> implements AttributeConverter<T, T> {

	private @Nullable EncryptedFields fields;

	private @Nullable String column;

	/** Returns the type of the attribute. */
	abstract Class<T> type();

	abstract byte[] bytes(T value);

	abstract T value(byte[] bytes);

	void locate(EncryptedFields fields, String column) {
		this.fields = fields;
		this.column = column;
	}

	@Nullable String seal(@Nullable Object value) {
		return (value != null) ? fields().seal(column(), bytes(type().cast(value))) : null;
	}

	@Nullable String digest(@Nullable Object value) {
		return (value != null) ? fields().digest(column(), bytes(type().cast(value))) : null;
	}

	@Nullable T open(@Nullable String sealed) {
		return (sealed != null) ? value(fields().open(column(), sealed)) : null;
	}

	private EncryptedFields fields() {
		return Objects.requireNonNull(this.fields, "An @Encrypted attribute is of no entity");
	}

	private String column() {
		return Objects.requireNonNull(this.column, "An @Encrypted attribute is of no entity");
	}

	@Override
	public final @Nullable T convertToDatabaseColumn(@Nullable T value) {
		return value;
	}

	@Override
	public final @Nullable T convertToEntityAttribute(@Nullable T value) {
		return value;
	}

}
