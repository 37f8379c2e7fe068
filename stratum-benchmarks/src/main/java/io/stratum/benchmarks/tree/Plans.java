package io.stratum.benchmarks.tree;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source that notes the plan of each statement just before it runs.
 *
 * <p>
 * The statement is explained with the same parameters and what it did is undone, so the
 * plan is the one it gets and the work goes on as if nothing had happened.
 */
public final class Plans extends AbstractDataSource {

	private final DataSource target;

	private final Map<String, String> plans = new LinkedHashMap<>();

	/**
	 * Creates a data source.
	 * @param target where connections come from
	 */
	public Plans(DataSource target) {
		this.target = target;
	}

	/**
	 * Notes the plans of all that some work sends.
	 * @param work what to do
	 * @return plans by statement, in the order of their first run
	 */
	public Map<String, String> of(Runnable work) {
		this.plans.clear();
		work.run();
		return new LinkedHashMap<>(this.plans);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return connection(this.target.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return connection(this.target.getConnection(username, password));
	}

	private Connection connection(Connection connection) {
		return proxy(Connection.class, (method, arguments) -> {
			Object answer = invoke(method, connection, arguments);
			return method.getName().equals("prepareStatement")
					? statement(connection, (String) arguments[0], (PreparedStatement) answer) : answer;
		});
	}

	private PreparedStatement statement(Connection connection, String sql, PreparedStatement statement) {
		List<Call> parameters = new ArrayList<>();
		return proxy(PreparedStatement.class, (method, arguments) -> {
			if (method.getName().startsWith("execute") && isPlanned(sql)) {
				this.plans.put(sql, explain(connection, sql, parameters));
			}
			else if (method.getName().startsWith("set") && method.getParameterCount() > 1) {
				parameters.add(new Call(method, arguments));
			}
			return invoke(method, statement, arguments);
		});
	}

	private static boolean isPlanned(String sql) {
		return sql.stripLeading().matches("(?is)(select|with|insert|update|delete)\\b.*");
	}

	private static String explain(Connection connection, String sql, List<Call> parameters) throws Throwable {
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		Savepoint before = connection.setSavepoint();
		try (PreparedStatement statement = connection
			.prepareStatement("explain (analyze, buffers, costs off, timing off) " + sql)) {
			for (Call parameter : parameters) {
				invoke(parameter.method, statement, parameter.arguments);
			}
			List<String> lines = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					lines.add(rows.getString(1));
				}
			}
			return String.join("\n", lines);
		}
		finally {
			connection.rollback(before);
			connection.setAutoCommit(autoCommit);
		}
	}

	private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static <T> T proxy(Class<T> type, Answer answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> answer.to(method, arguments)));
	}

	private interface Answer {

		Object to(Method method, Object[] arguments) throws Throwable;

	}

	private record Call(Method method, Object[] arguments) {

	}

}
