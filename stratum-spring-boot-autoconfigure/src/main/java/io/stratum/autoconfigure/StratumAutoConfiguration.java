package io.stratum.autoconfigure;

import io.stratum.Stratum;
import io.stratum.access.ApiKeys;
import io.stratum.access.Roles;
import io.stratum.audit.AuditLog;
import io.stratum.autoconfigure.access.AccessAutoConfiguration;
import io.stratum.autoconfigure.audit.AuditAutoConfiguration;
import io.stratum.autoconfigure.config.TenantConfigAutoConfiguration;
import io.stratum.autoconfigure.permission.PermissionAutoConfiguration;
import io.stratum.autoconfigure.policy.PolicyAutoConfiguration;
import io.stratum.config.ConfigEntries;
import io.stratum.engine.EngineDatabase;
import io.stratum.permission.Permissions;
import io.stratum.policy.Policies;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Opens the one door to all capabilities of the engine.
 */
@AutoConfiguration(after = { AccessAutoConfiguration.class, AuditAutoConfiguration.class,
		TenantConfigAutoConfiguration.class, PermissionAutoConfiguration.class, PolicyAutoConfiguration.class })
@ConditionalOnBean(EngineDatabase.class)
public final class StratumAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Stratum stratum(EngineDatabase database, Tenants tenants, TenantContext context, ConfigEntries config,
			Permissions permissions, Policies policies, ApiKeys apiKeys, Roles roles, AuditLog audit) {
		return new Stratum(database, context, tenants, config, permissions, policies, apiKeys, roles, audit);
	}

}
