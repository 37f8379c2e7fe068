package io.stratum.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the statements that go through a data source.
 */
public final class StatementCounter extends DelegatingDataSource {

	private final AtomicInteger executed = new AtomicInteger();

	public StatementCounter(DataSource target) {
		super(target);
	}

	public int count(Supplier<?> work) {
		int before = this.executed.get();
		work.get();
		return this.executed.get() - before;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return (Connection) proxy(super.getConnection(), Connection.class);
	}

	private Object proxy(Object target, Class<?> type) {
		return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> invoke(target, method, arguments));
	}

	private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		if (method.getName().startsWith("execute")) {
			this.executed.incrementAndGet();
		}
		try {
			Object answer = method.invoke(target, arguments);
			return isStatement(method.getReturnType()) ? proxy(answer, method.getReturnType()) : answer;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	private static boolean isStatement(Class<?> type) {
		return type == Statement.class || type == PreparedStatement.class || type == CallableStatement.class;
	}

}
