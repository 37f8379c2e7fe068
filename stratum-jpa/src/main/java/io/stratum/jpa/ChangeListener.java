package io.stratum.jpa;

import java.util.Map;

import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each row that a session writes.
 */
final class ChangeListener implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

	private static final long serialVersionUID = 1;

	/** What an entry says where Hibernate never saw the state before. */
	private static final Map<String, Boolean> UNSEEN = Map.of("before_unknown", true);

	private final transient EntityAudit audit;

	private final transient Map<String, AuditedEntity> audited;

	ChangeListener(EntityAudit audit, Map<String, AuditedEntity> audited) {
		this.audit = audit;
		this.audited = audited;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		AuditedEntity entity = entity(event.getPersister());
		if (entity != null) {
			this.audit.note(event.getSession(), entity, "created", event.getId(), null,
					entity.attributes(event.getState(), event.getSession()), Map.of());
		}
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		AuditedEntity entity = entity(event.getPersister());
		if (entity == null) {
			return;
		}
		Map<String, @Nullable Object> before = attributes(entity, event);
		Map<String, @Nullable Object> after = entity.attributes(event.getState(), event.getSession());
		if (!after.equals(before)) {
			this.audit.note(event.getSession(), entity, "updated", event.getId(), before, after,
					(before != null) ? Map.of() : UNSEEN);
		}
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		AuditedEntity entity = entity(event.getPersister());
		if (entity != null) {
			@Nullable Object @Nullable [] state = event.getDeletedState();
			this.audit.note(event.getSession(), entity, "deleted", event.getId(),
					(state != null) ? entity.attributes(state, event.getSession()) : null, null,
					(state != null) ? Map.of() : UNSEEN);
		}
	}

	private static @Nullable Map<String, @Nullable Object> attributes(AuditedEntity entity, PostUpdateEvent event) {
		@Nullable Object @Nullable [] state = event.getOldState();
		return (state != null) ? entity.attributes(state, event.getSession()) : null;
	}

	private @Nullable AuditedEntity entity(EntityPersister persister) {
		return this.audited.get(persister.getEntityName());
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

}
