package io.stratum.jpa.encrypted;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.LongVarcharJdbcType;
import org.hibernate.type.descriptor.jdbc.spi.JdbcTypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The column of one encrypted attribute: text without limit that stands in no statement
 * and in no order.
 *
 * <p>
 * Values are sealed and opened here because Hibernate logs what it hands over to most
 * other places.
 */
final class CiphertextJdbcType extends LongVarcharJdbcType {

	/** The first of the numbers that neither JDBC nor Hibernate uses. */
	private static final int FIRST = 740_000;

	private static final long serialVersionUID = 1;

	private final transient Sealing<?> sealing;

	CiphertextJdbcType(Sealing<?> sealing) {
		super(SqlTypes.LONG32VARCHAR);
		this.sealing = sealing;
	}

	/**
	 * Registers itself under a number of its own.
	 * @return the number
	 */
	int register(JdbcTypeRegistry types) {
		int code = FIRST;
		while (types.hasRegisteredDescriptor(code)) {
			code++;
		}
		types.addDescriptor(code, this);
		return code;
	}

	@Override
	public <X> ValueBinder<X> getBinder(JavaType<X> type) {
		return new Binder<>();
	}

	@Override
	public <X> ValueExtractor<X> getExtractor(JavaType<X> type) {
		return new Extractor<>(type);
	}

	// Hibernate keeps the text of a statement, and a ciphertext in it would be of one
	// tenant.
	@Override
	public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> type) {
		return (appender, value, dialect, options) -> {
			throw new IllegalArgumentException(
					"An @Encrypted attribute takes no literal in a query. Hand the value over as a parameter.");
		};
	}

	@Override
	public boolean isComparable() {
		return false;
	}

	private final class Binder<X> implements ValueBinder<X> {

		@Override
		public void bind(PreparedStatement statement, @Nullable X value, int index, WrapperOptions options)
				throws SQLException {
			String sealed = CiphertextJdbcType.this.sealing.seal(value);
			if (sealed != null) {
				statement.setString(index, sealed);
			}
			else {
				statement.setNull(index, Types.VARCHAR);
			}
		}

		@Override
		public void bind(CallableStatement statement, @Nullable X value, String name, WrapperOptions options)
				throws SQLException {
			statement.setString(name, CiphertextJdbcType.this.sealing.seal(value));
		}

	}

	private final class Extractor<X> implements ValueExtractor<X> {

		private final JavaType<X> type;

		private Extractor(JavaType<X> type) {
			this.type = type;
		}

		@Override
		public @Nullable X extract(ResultSet row, int index, WrapperOptions options) throws SQLException {
			return open(row.getString(index));
		}

		@Override
		public @Nullable X extract(CallableStatement statement, int index, WrapperOptions options) throws SQLException {
			return open(statement.getString(index));
		}

		@Override
		public @Nullable X extract(CallableStatement statement, String name, WrapperOptions options)
				throws SQLException {
			return open(statement.getString(name));
		}

		private @Nullable X open(@Nullable String sealed) {
			return this.type.getJavaTypeClass().cast(CiphertextJdbcType.this.sealing.open(sealed));
		}

	}

}
