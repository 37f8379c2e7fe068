package io.stratum.autoconfigure.cache;

import java.util.Map;
import java.util.TreeMap;

import io.stratum.autoconfigure.operation.EndpointSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

/**
 * Shows operators which caches are per tenant.
 */
@AutoConfiguration(after = TenantCacheAutoConfiguration.class)
@ConditionalOnClass({ ConditionalOnAvailableEndpoint.class, CacheManager.class })
@ConditionalOnBean(TenantCachePostProcessor.class)
public final class CacheSectionAutoConfiguration {

	@Bean
	EndpointSection stratumCachesSection(ObjectProvider<CacheManager> managers) {
		return EndpointSection.of("caches", () -> {
			Map<String, Object> told = new TreeMap<>();
			managers.forEach((manager) -> manager.getCacheNames()
				.forEach((name) -> told.put(name,
						(manager.getCache(name) instanceof TenantCache) ? "tenant" : "global")));
			return told;
		});
	}

}
