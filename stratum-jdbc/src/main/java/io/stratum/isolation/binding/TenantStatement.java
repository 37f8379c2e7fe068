package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.stratum.isolation.jdbc.Sending;
import io.stratum.isolation.jdbc.StatementDelegate;
import org.jspecify.annotations.Nullable;

/**
 * A statement that runs for the tenant of its connection.
 */
final class TenantStatement extends StatementDelegate {

	private final Connection connection;

	private final TenantSession session;

	private final Statement delegate;

	TenantStatement(Connection connection, TenantSession session, Statement delegate) {
		this.connection = connection;
		this.session = session;
		this.delegate = delegate;
	}

	@Override
	protected Statement delegate() {
		return this.delegate;
	}

	@Override
	protected <T> T send(@Nullable String sql, Sending<T> sending) throws SQLException {
		StatementText text = (sql != null) ? this.session.text(sql) : StatementText.HELD;
		return this.session.send(text, this.delegate, sending);
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

}
