package io.stratum.tenant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import org.jspecify.annotations.Nullable;

/**
 * What changes of tenants leave behind: audit entries, events and word to memory.
 */
final class TenantJournal {

	private static final String KIND = "tenant";

	private final Journal journal;

	TenantJournal(Journal journal) {
		this.journal = journal;
	}

	Instant now() {
		return this.journal.now();
	}

	void created(Tenant tenant) {
		audit("tenant.created", null, tenant);
		appeared(tenant);
	}

	void batchCreated(List<Tenant> tenants) {
		List<String> ids = tenants.stream().map((tenant) -> tenant.id().toString()).toList();
		this.journal.audit(AuditRecord.of(commonAncestor(tenants), "tenant.batch_created", KIND, null, null,
				Map.of("count", ids.size(), "tenant_ids", ids)));
		tenants.forEach(this::appeared);
	}

	void updated(Tenant before, Tenant after) {
		audit("tenant.updated", before, after);
		event("tenant.updated", after);
		this.journal.changed(KIND, after.id());
	}

	void moved(Tenant before, Tenant after) {
		audit("tenant.moved", before, after);
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		data.put("tenant", after.toJson());
		data.put("new_parent_id", TenantRows.text(after.parentId()));
		this.journal.event("tenant.moved", after, data);
		this.journal.changed(KIND, after.id());
		renumbered(before);
	}

	void reordered(Tenant before, Tenant after) {
		audit("tenant.reordered", before, after);
		event("tenant.reordered", after);
		this.journal.changed(TenantMemory.ORDER, after.parentId());
	}

	void stepped(Tenant before, Tenant after, LifecycleStep step) {
		audit(step.action(), before, after);
		if (step == LifecycleStep.DELETE) {
			event(LifecycleStep.ARCHIVE.action(), after);
			this.journal.event(step.action(), after, Map.of("tenant_id", after.id().toString()));
		}
		else {
			event(step.action(), after);
		}
		this.journal.changed(KIND, after.id());
		if (after.status() == TenantStatus.ARCHIVED) {
			renumbered(before);
		}
	}

	private void appeared(Tenant tenant) {
		event("tenant.created", tenant);
		this.journal.changed(KIND, tenant.id());
	}

	private void renumbered(Tenant gone) {
		if (gone.parentId() != null) {
			this.journal.changed(TenantMemory.ORDER, gone.parentId());
		}
	}

	private void audit(String action, @Nullable Tenant before, Tenant after) {
		this.journal.audit(AuditRecord.of(after.id(), action, KIND, after.id().toString(),
				(before != null) ? before.toJson() : null, after.toJson()));
	}

	private void event(String type, Tenant tenant) {
		this.journal.event(type, tenant, Map.of("tenant", tenant.toJson()));
	}

	/**
	 * Finds the lowest tenant above all of a batch, in whose chain the batch is noted.
	 */
	private static @Nullable TenantId commonAncestor(List<Tenant> tenants) {
		List<TenantId> common = new ArrayList<>(tenants.get(0).path().ancestors());
		tenants.forEach((tenant) -> common.retainAll(tenant.path().ancestors()));
		return common.isEmpty() ? null : common.get(common.size() - 1);
	}

}
