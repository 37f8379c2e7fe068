package io.stratum.jpa;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import io.stratum.isolation.Placements;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Notes each change of an {@link Audited} entity in the audit log.
 *
 * <p>
 * <b>Guarantees.</b> What a session inserts, updates or deletes leaves an entry if and
 * only if it commits, in the chain of the bound tenant and by the application's own
 * connection. Entries of a transaction are written together just before it commits, after
 * all its row locks were taken. A bulk statement leaves one entry without states. What a
 * native statement or {@code JdbcClient} changes is not seen here.
 */
public final class EntityAudit {

	private final TenantContext context;

	private final PendingEntries pending;

	private final Set<SessionFactoryImplementor> heard = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/**
	 * Creates the audit.
	 * @param journal writes entries out
	 * @param context knows for which tenant, and on whose behalf, code acts
	 * @param placements knows where the rows of each tenant are
	 */
	public EntityAudit(Journal journal, TenantContext context, Placements placements) {
		this.context = context;
		this.pending = new PendingEntries(journal, placements);
	}

	/**
	 * Listens to all sessions from now on.
	 * @param entities makes the sessions; a second call changes nothing
	 * @throws io.stratum.StratumStartupException if {@link Audited} names an attribute
	 * that does not exist
	 */
	public void install(EntityManagerFactory entities) {
		SessionFactoryImplementor factory = entities.unwrap(SessionFactoryImplementor.class);
		Map<String, AuditedEntity> audited = new HashMap<>();
		factory.getMappingMetamodel().forEachEntityDescriptor((entity) -> {
			AuditedEntity seen = AuditedEntity.of(entity);
			if (seen != null) {
				audited.put(entity.getEntityName(), seen);
			}
		});
		if (!audited.isEmpty() && this.heard.add(factory)) {
			listenToBulk(factory, audited.values());
			listen(factory.getEventEngine().getListenerRegistry(), new ChangeListener(this, Map.copyOf(audited)));
		}
	}

	// What Hibernate sends for a hierarchy in several tables is heard of by repositories.
	private void listenToBulk(SessionFactoryImplementor factory, Collection<AuditedEntity> audited) {
		Map<String, AuditedEntity> tables = new HashMap<>();
		audited.stream()
			.filter((entity) -> !entity.entity().hasMultipleTables())
			.sorted(AuditedEntity.PARENTS_FIRST)
			.forEach((entity) -> tables.putIfAbsent(entity.table(), entity));
		if (factory.getJdbcServices() instanceof BulkMutations mutations) {
			mutations.tell(new BulkListener(this, Map.copyOf(tables)));
		}
	}

	@SuppressWarnings("unchecked") // Arrays of one listener.
	private static void listen(EventListenerRegistry registry, ChangeListener listener) {
		registry.appendListeners(EventType.POST_INSERT, listener);
		registry.appendListeners(EventType.POST_UPDATE, listener);
		registry.appendListeners(EventType.POST_DELETE, listener);
	}

	/**
	 * Notes a change of one row.
	 * @param before attributes before, {@code null} if there was none
	 * @param after attributes after, {@code null} if there is none
	 */
	void note(SharedSessionContractImplementor session, AuditedEntity entity, String action, Object id,
			@Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after,
			Map<String, ?> metadata) {
		add(session, entity, action, entity.id(id, session), (before != null) ? entity.redacted(before) : null,
				(after != null) ? entity.redacted(after) : null, metadata);
	}

	/**
	 * Notes a statement that changed many rows, none of which was seen.
	 * @param rows how many, or {@code null} if nobody knows
	 */
	void noteBulk(SharedSessionContractImplementor session, AuditedEntity entity, String statement,
			@Nullable Long rows) {
		Map<String, Object> metadata = new LinkedHashMap<>();
		metadata.put("statement", statement);
		metadata.put("table", entity.table());
		if (rows != null) {
			metadata.put("rows", rows);
		}
		add(session, entity, "bulk_" + statement, null, null, null, metadata);
	}

	private void add(SharedSessionContractImplementor session, AuditedEntity entity, String action, @Nullable String id,
			@Nullable Object before, @Nullable Object after, Map<String, ?> metadata) {
		this.pending.add(
				session, this.context.required(), new AuditRecord(this.context.required().id(),
						entity.name() + "." + action, entity.name(), id, before, after, null, metadata, "app"),
				this.context.caller());
	}

}
