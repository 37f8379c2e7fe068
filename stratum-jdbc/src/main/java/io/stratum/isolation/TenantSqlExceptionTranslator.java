package io.stratum.isolation;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Turns refusals of row-level security into {@link TenantIsolationException}.
 *
 * <p>
 * Every other error gets the exception that Spring has for it.
 */
public final class TenantSqlExceptionTranslator implements SQLExceptionTranslator {

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private final SQLExceptionTranslator others;

	/**
	 * Creates a translator in front of Spring's own.
	 */
	public TenantSqlExceptionTranslator() {
		this(new SQLExceptionSubclassTranslator());
	}

	/**
	 * Creates a translator.
	 * @param others what translates all other errors
	 */
	public TenantSqlExceptionTranslator(SQLExceptionTranslator others) {
		this.others = others;
	}

	/**
	 * Translates an error.
	 * @param task what was tried
	 * @param sql the text, if known
	 * @param error what the driver threw
	 * @return Spring's exception for it, or {@code null} if there is none
	 * @throws TenantIsolationException if row-level security or a missing right caused it
	 */
	@Override
	public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException error) {
		if (isRefusal(error)) {
			// It is no DataAccessException, so that one table maps all errors of Stratum.
			throw new TenantIsolationException(error);
		}
		return this.others.translate(task, sql, error);
	}

	private static boolean isRefusal(SQLException error) {
		for (SQLException each = error; each != null; each = each.getNextException()) {
			if (INSUFFICIENT_PRIVILEGE.equals(each.getSQLState())) {
				return true;
			}
		}
		return false;
	}

}
