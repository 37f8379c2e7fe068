package io.stratum.autoconfigure.web;

import java.util.function.Predicate;

import io.stratum.access.Caller;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.web.Impersonation;
import io.stratum.web.ImpersonationPermission;
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

	@Bean
	@ConditionalOnMissingBean
	Impersonation stratumImpersonation(ImpersonationProperties properties,
			ObjectProvider<ImpersonationPermission> permission, Tenants tenants, TenantContext context,
			EngineDatabase database, Journal journal) {
		return new Impersonation(properties.header(), properties.maxScope(), permitted(permission), tenants, context,
				database, journal);
	}

	/**
	 * Nobody is permitted where nothing decides about permissions.
	 */
	private static Predicate<Caller> permitted(ObjectProvider<ImpersonationPermission> permission) {
		return (caller) -> {
			ImpersonationPermission deciding = permission.getIfAvailable();
			return deciding != null && deciding.isHeldBy(caller);
		};
	}

}
