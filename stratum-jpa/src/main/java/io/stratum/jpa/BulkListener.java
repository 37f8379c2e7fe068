package io.stratum.jpa;

import java.util.Map;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.internal.JdbcOperationQueryDelete;
import org.hibernate.sql.exec.internal.JdbcOperationQueryUpdate;
import org.hibernate.sql.exec.spi.JdbcOperationQueryInsert;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.jspecify.annotations.Nullable;

/**
 * Hears of statements in Hibernate's language that change many rows of one table.
 */
final class BulkListener {

	private final EntityAudit audit;

	private final Map<String, AuditedEntity> tables;

	BulkListener(EntityAudit audit, Map<String, AuditedEntity> tables) {
		this.audit = audit;
		this.tables = tables;
	}

	void changed(SharedSessionContractImplementor session, JdbcOperationQueryMutation mutation, long rows) {
		String kind = kind(mutation);
		if (kind != null) {
			for (String table : mutation.getAffectedTableNames()) {
				AuditedEntity entity = this.tables.get(table);
				if (entity != null) {
					this.audit.noteBulk(session, entity, kind, rows);
				}
			}
		}
	}

	// A native statement is of none of these kinds.
	private static @Nullable String kind(JdbcOperationQueryMutation mutation) {
		if (mutation instanceof JdbcOperationQueryUpdate) {
			return "update";
		}
		if (mutation instanceof JdbcOperationQueryDelete) {
			return "delete";
		}
		return (mutation instanceof JdbcOperationQueryInsert) ? "insert" : null;
	}

}
