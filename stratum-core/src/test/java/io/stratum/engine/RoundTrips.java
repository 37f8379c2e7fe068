package io.stratum.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * A data source that counts how often it goes to the database and back.
 */
public final class RoundTrips {

	private final AtomicInteger count = new AtomicInteger();

	private final DataSource dataSource;

	public RoundTrips(DataSource dataSource) {
		this.dataSource = proxy(DataSource.class, dataSource);
	}

	public DataSource dataSource() {
		return this.dataSource;
	}

	public int during(Runnable work) {
		int before = this.count.get();
		work.run();
		return this.count.get() - before;
	}

	private <T> T proxy(Class<T> type, Object target) {
		InvocationHandler handler = (proxy, method, arguments) -> invoke(target, method, arguments);
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		String name = method.getName();
		if (name.startsWith("execute") || name.equals("commit") || name.equals("rollback")) {
			this.count.incrementAndGet();
		}
		try {
			Object result = method.invoke(target, arguments);
			if (name.equals("getConnection") && target instanceof DataSource) {
				return proxy(Connection.class, result);
			}
			if (name.equals("prepareStatement")) {
				return proxy(PreparedStatement.class, result);
			}
			return name.equals("createStatement") ? proxy(Statement.class, result) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
