package io.stratum.autoconfigure.cache;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

/**
 * Gives each tenant its own entries in every cache.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class, before = CacheAutoConfiguration.class)
@ConditionalOnClass({ CacheManager.class, CacheAutoConfiguration.class })
@ConditionalOnBean(TenantContext.class)
@EnableConfigurationProperties(CachingProperties.class)
public final class TenantCacheAutoConfiguration {

	@Bean
	static TenantCachePostProcessor stratumTenantCachePostProcessor(ObjectProvider<TenantContext> context,
			ObjectProvider<CachingProperties> properties, ObjectProvider<SleepingTenants> sleeping) {
		return new TenantCachePostProcessor((caches) -> {
			TenantCacheManager manager = new TenantCacheManager(caches, context.getObject(),
					properties.getObject().global());
			sleeping.ifAvailable((known) -> known.watching(manager));
			return manager;
		});
	}

	@Bean
	@ConditionalOnBean(Tenants.class)
	SleepingTenants stratumSleepingTenants(Tenants tenants, ChangeFeed feed) {
		return new SleepingTenants(tenants, feed);
	}

}
