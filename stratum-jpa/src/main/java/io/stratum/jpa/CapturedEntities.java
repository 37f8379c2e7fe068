package io.stratum.jpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.audit.AuditRedactor;
import io.stratum.isolation.catalog.CapturedTable;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.RowLevelSecurityCustomizer;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Tells which tables hold {@link Audited} entities and what the audit log may see of
 * them.
 */
public final class CapturedEntities implements RowLevelSecurityCustomizer {

	private final EntityManagerFactory entities;

	private final AuditRedactor redactor;

	private final boolean byTrigger;

	/**
	 * Creates the look at the tables of audited entities.
	 * @param entities the mapped entities
	 * @param redactor knows which attributes are secret by their names
	 * @param byTrigger whether triggers note changes; otherwise none is wanted anywhere
	 */
	public CapturedEntities(EntityManagerFactory entities, AuditRedactor redactor, boolean byTrigger) {
		this.entities = entities;
		this.redactor = redactor;
		this.byTrigger = byTrigger;
	}

	/**
	 * Declares the tables of audited entities, and that no others are captured.
	 * @param tables what is known so far, with the schema of unqualified names first
	 * @return tables with those that are captured
	 * @throws io.stratum.StratumStartupException if {@link Audited} names an attribute
	 * that does not exist
	 */
	@Override
	public TenantTables customize(TenantTables tables) {
		String schema = tables.schemas().iterator().next();
		Map<TableName, CapturedColumns> columns = new LinkedHashMap<>();
		if (this.byTrigger) {
			audited().forEach((entity) -> new CapturedAttributes(entity, this.redactor).addTo(columns, schema));
		}
		Map<TableName, CapturedTable> captured = new LinkedHashMap<>();
		columns.forEach((table, shown) -> captured.put(table, shown.table(this.redactor)));
		return tables.withCaptured(captured);
	}

	private List<AuditedEntity> audited() {
		List<AuditedEntity> audited = new ArrayList<>();
		this.entities.unwrap(SessionFactoryImplementor.class)
			.getMappingMetamodel()
			.forEachEntityDescriptor((entity) -> {
				AuditedEntity seen = AuditedEntity.of(entity);
				if (seen != null) {
					audited.add(seen);
				}
			});
		audited.sort(AuditedEntity.PARENTS_FIRST);
		return audited;
	}

}
