package io.stratum.controlplane;

import java.util.List;

import io.stratum.access.Scope;
import io.stratum.config.ConfigEntries;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.permission.Permissions;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * All that holds for a tenant in one answer; each reading is recorded.
 */
@RestController
class ContextController {

	private final Tenants tenants;

	private final ConfigEntries config;

	private final Permissions permissions;

	private final TenantContext context;

	private final EngineDatabase database;

	private final Journal journal;

	ContextController(Tenants tenants, ConfigEntries config, Permissions permissions, TenantContext context,
			EngineDatabase database, Journal journal) {
		this.tenants = tenants;
		this.config = config;
		this.permissions = permissions;
		this.context = context;
		this.database = database;
		this.journal = journal;
	}

	@GetMapping("/tenants/{id}/context")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.PATH)
	TenantJson.Context resolveTenantContext(@PathVariable TenantId id) {
		Tenant tenant = this.tenants.get(id);
		TenantJson.Context answer = TenantJson.Context.of(tenant, ConfigJson.Resolved.of(this.config.resolve(id)),
				PermissionJson.Resolved.of(this.permissions.effective(id)), ancestors(id));
		this.database.run(() -> this.journal
			.audit(AuditRecord.of(id, "tenant.context_read", "tenant", id.toString(), null, null)));
		return answer;
	}

	private List<TenantJson.Shown> ancestors(TenantId id) {
		return this.tenants.ancestors(id)
			.stream()
			.map((tenant) -> TenantJson.Shown.to(this.context.caller(), tenant))
			.toList();
	}

}
