package io.stratum.jpa;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

import io.stratum.isolation.jdbc.StatementPreparation;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the tenant of a session where {@link TenantRestriction} left room for it.
 *
 * <p>
 * The value is the tenant the session was opened for, whatever the database is told, so
 * Hibernate's guard and that of the database stay apart.
 */
final class SessionTenant implements StatementPreparation {

	private final RestrictedTexts texts;

	private final @Nullable UUID tenant;

	/**
	 * Creates the preparation for one session.
	 * @param tenant the tenant of the session, or {@code null} if the role of the
	 * database restricts the session
	 */
	SessionTenant(RestrictedTexts texts, @Nullable UUID tenant) {
		this.texts = texts;
		this.tenant = tenant;
	}

	@Override
	public PreparedStatement prepare(String sql, Preparing preparing) throws SQLException {
		RestrictedText text = this.texts.of(sql);
		if (text == null) {
			return preparing.prepare(sql);
		}
		if (this.tenant == null) {
			return preparing.prepare(text.unrestricted());
		}
		return new RestrictedStatement(preparing.prepare(text.sql()), text, this.tenant);
	}

}
