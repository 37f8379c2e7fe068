package io.stratum.autoconfigure.isolation;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Has policies put in place after the application's migrations and before anything that
 * reads its tables.
 */
final class RowLevelSecurityInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(RowLevelSecurityInitializer.class);
	}

	@Override
	public int getOrder() {
		return 100;
	}

}
