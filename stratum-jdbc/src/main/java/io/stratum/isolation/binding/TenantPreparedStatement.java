package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

import io.stratum.isolation.jdbc.Parameter;
import io.stratum.isolation.jdbc.PreparedStatementDelegate;
import io.stratum.isolation.jdbc.Sending;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that runs for the tenant of its connection.
 */
final class TenantPreparedStatement extends PreparedStatementDelegate {

	private final Connection connection;

	private final TenantSession session;

	private final StatementText text;

	private final PreparedStatement delegate;

	TenantPreparedStatement(Connection connection, TenantSession session, StatementText text,
			PreparedStatement delegate) {
		this.connection = connection;
		this.session = session;
		this.text = text;
		this.delegate = delegate;
	}

	@Override
	protected PreparedStatement delegate() {
		return this.delegate;
	}

	@Override
	protected void set(int index, Parameter parameter) throws SQLException {
		parameter.set(this.delegate, index);
	}

	@Override
	protected <T> T send(@Nullable String sql, Sending<T> sending) throws SQLException {
		return this.session.send((sql != null) ? this.session.text(sql) : this.text, this.delegate, sending);
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
		return send(null, this.delegate::execute);
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		return wrap(send(null, this.delegate::executeQuery));
	}

	@Override
	public int executeUpdate() throws SQLException {
		return send(null, this.delegate::executeUpdate);
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		return send(null, this.delegate::executeLargeUpdate);
	}

	@Override
	public void addBatch() throws SQLException {
		this.delegate.addBatch();
	}

	@Override
	public void clearParameters() throws SQLException {
		this.delegate.clearParameters();
	}

	@Override
	public ResultSetMetaData getMetaData() throws SQLException {
		return send(null, this.delegate::getMetaData);
	}

	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		return send(null, this.delegate::getParameterMetaData);
	}

}
