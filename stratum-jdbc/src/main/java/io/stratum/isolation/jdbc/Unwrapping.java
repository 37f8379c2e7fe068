package io.stratum.isolation.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/**
 * Gives out what the caller holds already, and never the driver's object behind it.
 */
final class Unwrapping {

	private Unwrapping() {
	}

	static <T> T unwrap(Object held, Class<T> type) throws SQLException {
		if (!type.isInstance(held)) {
			throw new SQLFeatureNotSupportedException("A connection of a tenant does not give out '" + type.getName()
					+ "', which could send SQL unbound. Use a @PlatformDataSource or CrossTenantAccess for such work.");
		}
		return type.cast(held);
	}

}
