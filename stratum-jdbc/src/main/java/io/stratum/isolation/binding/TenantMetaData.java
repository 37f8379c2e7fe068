package io.stratum.isolation.binding;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import org.jspecify.annotations.Nullable;

/**
 * Meta data that leads back to the connection of a tenant.
 */
final class TenantMetaData implements InvocationHandler {

	private final Connection connection;

	private final TenantSession session;

	private final DatabaseMetaData delegate;

	private TenantMetaData(Connection connection, TenantSession session, DatabaseMetaData delegate) {
		this.connection = connection;
		this.session = session;
		this.delegate = delegate;
	}

	static DatabaseMetaData wrap(Connection connection, TenantSession session, DatabaseMetaData delegate) {
		return (DatabaseMetaData) Proxy.newProxyInstance(TenantMetaData.class.getClassLoader(),
				new Class<?>[] { DatabaseMetaData.class }, new TenantMetaData(connection, session, delegate));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		return switch (method.getName()) {
			case "getConnection" -> this.connection;
			case "unwrap" -> throw new SQLFeatureNotSupportedException(
					"The meta data of a tenant's connection does not give out the driver's.");
			case "isWrapperFor" -> false;
			default -> (method.getReturnType() == ResultSet.class) ? read(method, arguments) : call(method, arguments);
		};
	}

	private ResultSet read(Method method, Object @Nullable [] arguments) throws SQLException {
		ResultSet rows = this.session.describe(() -> (ResultSet) call(method, arguments));
		return TenantResultSet.wrap(new TenantStatement(this.connection, this.session, rows.getStatement()),
				this.session, rows);
	}

	@SuppressWarnings("NullAway") // Meta data may be null, as JDBC has it.
	private Object call(Method method, Object @Nullable [] arguments) throws SQLException {
		try {
			return method.invoke(this.delegate, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getTargetException() instanceof SQLException error) {
				throw error;
			}
			throw new SQLException(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new SQLException(ex);
		}
	}

}
