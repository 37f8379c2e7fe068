package io.stratum.isolation.binding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.stratum.isolation.jdbc.ResultSetDelegate;
import io.stratum.isolation.jdbc.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lead back to the statement of a tenant.
 */
final class TenantResultSet extends ResultSetDelegate {

	private final Statement statement;

	private final TenantSession session;

	private TenantResultSet(Statement statement, TenantSession session, ResultSet delegate) {
		super(delegate);
		this.statement = statement;
		this.session = session;
	}

	@SuppressWarnings("NullAway") // JDBC answers null where there are no rows.
	static ResultSet wrap(Statement statement, TenantSession session, @Nullable ResultSet rows) {
		return (rows != null) ? new TenantResultSet(statement, session, rows) : null;
	}

	@Override
	public Statement getStatement() {
		return this.statement;
	}

	@Override
	protected void send(RowChange change) throws SQLException {
		this.session.send(StatementText.HELD, this.statement, () -> {
			change.send();
			return Boolean.TRUE;
		});
	}

}
