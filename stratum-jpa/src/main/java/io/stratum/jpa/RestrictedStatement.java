package io.stratum.jpa;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.UUID;

import io.stratum.isolation.jdbc.Parameter;
import io.stratum.isolation.jdbc.PreparedStatementDelegate;
import io.stratum.isolation.jdbc.Sending;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement with parameters of its own for the tenant of the session.
 */
final class RestrictedStatement extends PreparedStatementDelegate {

	private final PreparedStatement delegate;

	private final RestrictedText text;

	private final UUID tenant;

	RestrictedStatement(PreparedStatement delegate, RestrictedText text, UUID tenant) throws SQLException {
		this.delegate = delegate;
		this.text = text;
		this.tenant = tenant;
		fillIn();
	}

	private void fillIn() throws SQLException {
		for (int place : this.text.tenants()) {
			this.delegate.setObject(place, this.tenant);
		}
	}

	@Override
	protected PreparedStatement delegate() {
		return this.delegate;
	}

	@Override
	protected void set(int index, Parameter parameter) throws SQLException {
		parameter.set(this.delegate, this.text.place(index));
	}

	@Override
	protected <T> T send(@Nullable String sql, Sending<T> sending) throws SQLException {
		return sending.send();
	}

	@Override
	protected void check(String sql) {
		// The connection below does.
	}

	@Override
	@SuppressWarnings("NullAway") // JDBC answers null where there are no rows.
	protected ResultSet wrap(@Nullable ResultSet rows) {
		return rows;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return this.delegate.getConnection();
	}

	@Override
	public boolean execute() throws SQLException {
		return this.delegate.execute();
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		return this.delegate.executeQuery();
	}

	@Override
	public int executeUpdate() throws SQLException {
		return this.delegate.executeUpdate();
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		return this.delegate.executeLargeUpdate();
	}

	@Override
	public void addBatch() throws SQLException {
		this.delegate.addBatch();
	}

	@Override
	public void clearParameters() throws SQLException {
		this.delegate.clearParameters();
		fillIn();
	}

	@Override
	public ResultSetMetaData getMetaData() throws SQLException {
		return this.delegate.getMetaData();
	}

	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		return this.delegate.getParameterMetaData();
	}

}
