package io.stratum.jpa;

import java.sql.SQLException;

import io.stratum.isolation.TenantSqlExceptionTranslator;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.JDBCException;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.spi.SQLExceptionConverter;

/**
 * Has Hibernate throw {@link io.stratum.isolation.TenantIsolationException} where the
 * database refuses to cross the boundary of a tenant.
 *
 * <p>
 * All other errors stay what Hibernate makes of them. Sessions with and without state,
 * queries and the flush before a commit are covered alike.
 */
public final class RefusalConverter implements SQLExceptionConverter {

	private static final long serialVersionUID = 1;

	private static final TenantSqlExceptionTranslator TRANSLATOR = new TenantSqlExceptionTranslator(
			(task, sql, error) -> null);

	private final transient SQLExceptionConverter others;

	private RefusalConverter(SQLExceptionConverter others) {
		this.others = others;
	}

	/**
	 * Puts itself in front of what Hibernate has.
	 * @param entities whose errors are meant; a second call changes nothing
	 */
	public static void install(EntityManagerFactory entities) {
		SqlExceptionHelper helper = entities.unwrap(SessionFactoryImplementor.class)
			.getJdbcServices()
			.getSqlExceptionHelper();
		SQLExceptionConverter present = helper.getSqlExceptionConverter();
		if (!(present instanceof RefusalConverter)) {
			helper.setSqlExceptionConverter(new RefusalConverter(present));
		}
	}

	// Hibernate takes null for "another converter may know".
	@Override
	@SuppressWarnings("NullAway")
	public JDBCException convert(SQLException error, String message, String sql) {
		// It throws for a refusal and answers nothing else.
		TRANSLATOR.translate(message, sql, error);
		return this.others.convert(error, message, sql);
	}

}
