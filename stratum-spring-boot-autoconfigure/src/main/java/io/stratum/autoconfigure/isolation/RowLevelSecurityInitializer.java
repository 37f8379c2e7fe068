package io.stratum.autoconfigure.isolation;

import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.catalog.CatalogSnapshot;
import io.stratum.isolation.rls.RowLevelSecurity;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Puts policies in place once the application's tables exist, and stops the start where
 * rows would not be kept apart.
 *
 * <p>
 * Tables that show by their column whose they are come first, before anything can read
 * them. What only entities know follows when they are mapped, before the application
 * serves.
 */
final class RowLevelSecurityInitializer implements InitializingBean, SmartInitializingSingleton {

	private final RowLevelSecurityFactory factory;

	private final DataSource application;

	private final boolean apply;

	RowLevelSecurityInitializer(RowLevelSecurityFactory factory, DataSource application, boolean apply) {
		this.factory = factory;
		this.application = application;
		this.apply = apply;
	}

	@Override
	public void afterPropertiesSet() {
		RowLevelSecurity security = this.factory.create(List.of());
		security.verifyLogin(this.application, catalogOf(security));
	}

	@Override
	public void afterSingletonsInstantiated() {
		RowLevelSecurity security = this.factory.create();
		security.verify(catalogOf(security));
	}

	private CatalogSnapshot catalogOf(RowLevelSecurity security) {
		return this.apply ? security.applyAndRead() : security.read();
	}

}
