package io.stratum.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts the statements that go to the database.
 */
public final class CountingDataSource extends DelegatingDataSource {

	private final AtomicInteger statements = new AtomicInteger();

	public CountingDataSource(DataSource target) {
		super(target);
	}

	public int statements() {
		return this.statements.get();
	}

	public int statementsOf(Runnable work) {
		int before = this.statements.get();
		work.run();
		return this.statements.get() - before;
	}

	/**
	 * Counts what work costs once memory is warm; word of a change may arrive late and
	 * make one run of it cold.
	 */
	public int statementsOfWarm(Runnable work) {
		work.run();
		return IntStream.range(0, 5).map((run) -> statementsOf(work)).min().orElseThrow();
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("prepareStatement") || method.getName().equals("createStatement")) {
						this.statements.incrementAndGet();
					}
					return invoke(connection, method, arguments);
				});
	}

	private static Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
