package io.stratum.autoconfigure.cache;

import java.util.function.UnaryOperator;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.CacheManager;

/**
 * Puts tenants in front of every {@link CacheManager} bean.
 */
final class TenantCachePostProcessor implements BeanPostProcessor {

	private final UnaryOperator<CacheManager> wrapping;

	TenantCachePostProcessor(UnaryOperator<CacheManager> wrapping) {
		this.wrapping = wrapping;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof CacheManager caches && !(bean instanceof TenantCacheManager))
				? this.wrapping.apply(caches) : bean;
	}

}
