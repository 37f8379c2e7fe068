package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.stratum.isolation.jdbc.Parameter;
import io.stratum.isolation.jdbc.PreparedStatementDelegate;
import io.stratum.isolation.jdbc.Sending;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * A prepared statement with the binding in front, both in one round trip.
 *
 * <p>
 * The answer of the binding is skipped. Once the statement is used in a way that the
 * driver does not allow for two texts in one, or the transaction is bound already, an
 * ordinary statement takes its place, with the same parameters.
 */
final class CombinedStatement extends PreparedStatementDelegate {

	private final Connection connection;

	private final TenantSession session;

	private final Connection driver;

	private final StatementText text;

	private final Binding binding;

	private final List<@Nullable Parameter> parameters = new ArrayList<>();

	private PreparedStatement delegate;

	private int shift;

	private CombinedStatement(Connection connection, TenantSession session, Connection driver, StatementText text,
			Binding binding, PreparedStatement delegate) {
		this.connection = connection;
		this.session = session;
		this.driver = driver;
		this.text = text;
		this.binding = binding;
		this.delegate = delegate;
		this.shift = binding.text().parameters();
	}

	/**
	 * Prepares a statement.
	 * @param connection the connection it leads back to
	 * @param session what binds its transactions
	 * @param driver where it is prepared
	 */
	static PreparedStatement prepare(Connection connection, TenantSession session, Connection driver,
			StatementText text, Binding binding) throws SQLException {
		PreparedStatement delegate = driver.prepareStatement(text.after(binding.text()));
		CombinedStatement statement = new CombinedStatement(connection, session, driver, text, binding, delegate);
		binding.setParameters(delegate);
		// Whoever configured a default fetch size wants a cursor.
		return (delegate.getFetchSize() == 0) ? statement : statement.part();
	}

	private boolean isCombined() {
		return this.shift > 0;
	}

	/**
	 * Lets an ordinary statement take over.
	 */
	private CombinedStatement part() throws SQLException {
		if (isCombined()) {
			PreparedStatement combined = this.delegate;
			PreparedStatement plain = this.driver.prepareStatement(this.text.sql());
			this.delegate = plain;
			this.shift = 0;
			copySettings(combined, plain);
			for (int i = 0; i < this.parameters.size(); i++) {
				Parameter parameter = this.parameters.get(i);
				if (parameter != null) {
					parameter.set(plain, i + 1);
				}
			}
			this.parameters.clear();
			combined.close();
		}
		return this;
	}

	private static void copySettings(PreparedStatement from, PreparedStatement to) throws SQLException {
		to.setMaxRows(from.getMaxRows());
		to.setMaxFieldSize(from.getMaxFieldSize());
		to.setQueryTimeout(from.getQueryTimeout());
		to.setFetchDirection(from.getFetchDirection());
		to.setPoolable(from.isPoolable());
	}

	@Override
	protected PreparedStatement delegate() {
		return this.delegate;
	}

	@Override
	protected void set(int index, Parameter parameter) throws SQLException {
		if (isCombined()) {
			refuseBefore(index);
			parameter.set(this.delegate, index + this.shift);
			remember(index, parameter);
		}
		else {
			parameter.set(this.delegate, index);
		}
	}

	// An index below 1 would reach the parameters of the binding.
	private static void refuseBefore(int index) throws SQLException {
		if (index < 1) {
			throw new PSQLException("The column index is out of range: " + index + ".",
					PSQLState.INVALID_PARAMETER_VALUE);
		}
	}

	private void remember(int index, Parameter parameter) {
		while (this.parameters.size() < index) {
			this.parameters.add(null);
		}
		this.parameters.set(index - 1, parameter);
	}

	@Override
	public void clearParameters() throws SQLException {
		this.delegate.clearParameters();
		this.parameters.clear();
		if (isCombined()) {
			this.binding.setParameters(this.delegate);
		}
	}

	@Override
	protected <T> T send(@Nullable String sql, Sending<T> sending) throws SQLException {
		StatementText sent = (sql != null) ? this.session.text(sql) : this.text;
		return this.session.send(sent, this.delegate, sending);
	}

	@Override
	protected void check(String sql) {
		this.session.text(sql);
	}

	@Override
	protected ResultSet wrap(@Nullable ResultSet rows) {
		return TenantResultSet.wrap(this, this.session, rows);
	}

	@Override
	public Connection getConnection() {
		return this.connection;
	}

	@Override
	public boolean execute() throws SQLException {
		return goesCombined() ? this.session.sendCombined(this.text, this::executeBoth)
				: send(null, () -> this.delegate.execute());
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		return wrap(goesCombined() ? this.session.sendCombined(this.text, this::queryBoth)
				: send(null, () -> this.delegate.executeQuery()));
	}

	@Override
	public int executeUpdate() throws SQLException {
		return goesCombined() ? (int) (long) this.session.sendCombined(this.text, this::updateBoth)
				: send(null, () -> this.delegate.executeUpdate());
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		return goesCombined() ? this.session.sendCombined(this.text, this::updateBoth)
				: send(null, () -> this.delegate.executeLargeUpdate());
	}

	private boolean goesCombined() throws SQLException {
		this.session.checkTenant();
		if (isCombined() && !this.session.needsBinding()) {
			part();
		}
		return isCombined();
	}

	private boolean executeBoth() throws SQLException {
		this.binding.refresh(this.delegate);
		this.delegate.execute();
		return this.delegate.getMoreResults();
	}

	private ResultSet queryBoth() throws SQLException {
		if (!executeBoth()) {
			throw new PSQLException("No results were returned by the query.", PSQLState.NO_DATA);
		}
		return this.delegate.getResultSet();
	}

	private long updateBoth() throws SQLException {
		if (executeBoth()) {
			throw new PSQLException("A result was returned when none was expected.", PSQLState.TOO_MANY_RESULTS);
		}
		return this.delegate.getLargeUpdateCount();
	}

	@Override
	public void addBatch() throws SQLException {
		part().delegate.addBatch();
	}

	@Override
	public void addBatch(String sql) throws SQLException {
		part();
		super.addBatch(sql);
	}

	@Override
	public void setFetchSize(int rows) throws SQLException {
		part().delegate.setFetchSize(rows);
	}

	@Override
	public void closeOnCompletion() throws SQLException {
		part().delegate.closeOnCompletion();
	}

	@Override
	public ResultSetMetaData getMetaData() throws SQLException {
		part();
		return send(null, () -> this.delegate.getMetaData());
	}

	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		part();
		return send(null, () -> this.delegate.getParameterMetaData());
	}

}
