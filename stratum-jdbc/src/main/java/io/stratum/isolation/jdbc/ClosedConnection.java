package io.stratum.isolation.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for a connection that was given back, and refuses to work.
 */
final class ClosedConnection {

	static final Connection INSTANCE = (Connection) Proxy.newProxyInstance(ClosedConnection.class.getClassLoader(),
			new Class<?>[] { Connection.class }, (proxy, method, arguments) -> answer(method));

	private ClosedConnection() {
	}

	private static @Nullable Object answer(Method method) throws SQLException {
		return switch (method.getName()) {
			case "isClosed" -> true;
			case "isValid" -> false;
			case "abort" -> null;
			case "toString" -> "closed";
			default -> throw new SQLException("The connection is closed.", "08003");
		};
	}

}
