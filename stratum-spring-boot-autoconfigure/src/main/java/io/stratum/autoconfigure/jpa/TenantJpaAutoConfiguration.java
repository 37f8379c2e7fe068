package io.stratum.autoconfigure.jpa;

import java.util.Set;

import javax.sql.DataSource;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.isolation.TenantDataSourceAutoConfiguration;
import io.stratum.autoconfigure.property.PropertyPlace;
import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.jpa.TenantModel;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Gives Hibernate the tenant of each session and connections that run for it.
 */
@AutoConfiguration(after = TenantDataSourceAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass(value = { HibernatePropertiesCustomizer.class, TenantConnectionProvider.class },
		name = "org.hibernate.SessionFactory")
@ConditionalOnBean(TenantContext.class)
public final class TenantJpaAutoConfiguration {

	private static final String CACHE_KEYS = "hibernate.cache.keys_factory";

	private static final String PROVIDER = "hibernate.multi_tenant_connection_provider";

	@Bean
	@ConditionalOnMissingBean
	TenantModel stratumTenantModel() {
		return new TenantModel();
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	HibernatePropertiesCustomizer stratumHibernateCustomizer(DataSource dataSource, TenantContext context,
			Environment environment) {
		refuseOpenSessionInView(environment);
		refuseSchemaChanges(environment);
		return (settings) -> {
			if (settings.containsKey(PROVIDER)) {
				throw new StratumStartupException(
						"The application brings a MultiTenantConnectionProvider of its own, so Stratum could not hold the boundary.",
						"Remove it: Stratum's serves shared tables, schemas and databases at the same time.");
			}
			refuseKeysWithoutTenant(settings.get(CACHE_KEYS));
			settings.put(PROVIDER, new TenantConnectionProvider(tenantBound(dataSource), context));
			settings.put("hibernate.tenant_identifier_resolver", new TenantIdentifierResolver(context));
		};
	}

	private static void refuseKeysWithoutTenant(@Nullable Object keys) {
		if (keys != null && !keys.equals("default")) {
			throw new StratumStartupException(
					"'%s' is '%s': keys of the second-level cache would not name the tenant.".formatted(CACHE_KEYS,
							keys),
					"Remove 'spring.jpa.properties.%s'; Hibernate's own keys name the tenant.".formatted(CACHE_KEYS));
		}
	}

	private static TenantDataSource tenantBound(DataSource dataSource) {
		if (dataSource instanceof TenantDataSource bound) {
			return bound;
		}
		throw new StratumStartupException("The data source of JPA is not bound to tenants.",
				"Declare it as an ordinary bean without @PlatformDataSource, so that Stratum can bind it.");
	}

	private static void refuseOpenSessionInView(Environment environment) {
		if (Boolean.parseBoolean(environment.getProperty("spring.jpa.open-in-view"))) {
			throw new StratumStartupException(
					"'spring.jpa.open-in-view' is true" + PropertyPlace.of(environment, "spring.jpa.open-in-view")
							+ ": lazy loading outside a transaction would run without a tenant.",
					"Remove the property; Stratum sets it to false. Load what a view needs inside the transaction.");
		}
	}

	private static void refuseSchemaChanges(Environment environment) {
		String mode = environment.getProperty("spring.jpa.hibernate.ddl-auto", "none");
		if (!Set.of("none", "validate").contains(mode)) {
			throw new StratumStartupException(
					"'spring.jpa.hibernate.ddl-auto' is '" + mode + "'"
							+ PropertyPlace.of(environment, "spring.jpa.hibernate.ddl-auto")
							+ ": Hibernate would make tables without policies, as a role that may not own any.",
					"Set it to 'none' or 'validate', and make tables by migrations (Flyway or Liquibase).");
		}
	}

}
