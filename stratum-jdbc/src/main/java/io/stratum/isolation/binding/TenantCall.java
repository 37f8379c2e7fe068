package io.stratum.isolation.binding;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.ResultSet;

import org.jspecify.annotations.Nullable;

/**
 * Calls of routines, which run for the tenant of their connection.
 *
 * <p>
 * Calls are rare and {@link CallableStatement} is long, so this one is a dynamic proxy.
 */
final class TenantCall implements InvocationHandler {

	private final TenantPreparedStatement statement;

	private final CallableStatement call;

	private TenantCall(TenantPreparedStatement statement, CallableStatement call) {
		this.statement = statement;
		this.call = call;
	}

	static CallableStatement wrap(TenantPreparedStatement statement, CallableStatement call) {
		return (CallableStatement) Proxy.newProxyInstance(TenantCall.class.getClassLoader(),
				new Class<?>[] { CallableStatement.class }, new TenantCall(statement, call));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		boolean onlyCalls = method.getDeclaringClass() == CallableStatement.class;
		try {
			Object answer = method.invoke(onlyCalls ? this.call : this.statement, arguments);
			return (onlyCalls && answer instanceof ResultSet rows) ? this.statement.wrap(rows) : answer;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
