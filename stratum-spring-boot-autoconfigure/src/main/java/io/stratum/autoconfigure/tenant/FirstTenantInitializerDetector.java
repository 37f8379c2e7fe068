package io.stratum.autoconfigure.tenant;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Has the first tenant created before any migration of the application runs.
 */
final class FirstTenantInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(FirstTenantInitializer.class);
	}

	@Override
	public int getOrder() {
		return -100;
	}

}
