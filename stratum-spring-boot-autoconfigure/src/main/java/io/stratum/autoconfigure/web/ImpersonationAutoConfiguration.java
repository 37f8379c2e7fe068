package io.stratum.autoconfigure.web;

import java.util.function.Predicate;

import io.stratum.access.Caller;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.permission.EffectivePermission;
import io.stratum.permission.Permissions;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.web.Impersonation;
import io.stratum.web.ImpersonationPermission;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Lets callers act as a tenant below their own, where that is switched on.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class, before = TenantWebAutoConfiguration.class)
@ConditionalOnClass(Impersonation.class)
@ConditionalOnBooleanProperty("stratum.web.impersonation.enabled")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(Tenants.class)
@EnableConfigurationProperties(ImpersonationProperties.class)
public final class ImpersonationAutoConfiguration {

	private static final String PERMISSION = "stratum.impersonate";

	@Bean
	@ConditionalOnMissingBean
	Impersonation stratumImpersonation(ImpersonationProperties properties,
			ObjectProvider<ImpersonationPermission> permission, ObjectProvider<Permissions> permissions,
			Tenants tenants, TenantContext context, EngineDatabase database, Journal journal) {
		return new Impersonation(properties.header(), properties.maxScope(), permitted(permission, permissions),
				tenants, context, database, journal);
	}

	/**
	 * Asks the caller's own tenant, where the application does not decide by itself.
	 */
	private static Predicate<Caller> permitted(ObjectProvider<ImpersonationPermission> permission,
			ObjectProvider<Permissions> permissions) {
		return (caller) -> permission.getIfAvailable(() -> (asking) -> isHeld(permissions.getIfAvailable(), asking))
			.isHeldBy(caller);
	}

	private static boolean isHeld(@Nullable Permissions permissions, Caller caller) {
		if (permissions == null || caller.home() == null) {
			return false;
		}
		EffectivePermission held = permissions.effective(caller.home()).get(PERMISSION);
		return held != null && held.isHeld();
	}

}
