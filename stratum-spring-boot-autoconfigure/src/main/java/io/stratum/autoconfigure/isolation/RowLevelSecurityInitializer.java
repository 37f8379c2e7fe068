package io.stratum.autoconfigure.isolation;

import javax.sql.DataSource;

import io.stratum.autoconfigure.isolation.IsolationProperties.Rls.Apply;
import io.stratum.isolation.RowLevelSecurity;
import org.springframework.beans.factory.InitializingBean;

/**
 * Puts policies in place once the application's tables exist, and stops the start where one is
 * unprotected.
 */
final class RowLevelSecurityInitializer implements InitializingBean {

	private final RowLevelSecurity security;

	private final DataSource application;

	private final Apply apply;

	RowLevelSecurityInitializer(RowLevelSecurity security, DataSource application, Apply apply) {
		this.security = security;
		this.application = application;
		this.apply = apply;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.apply == Apply.AUTO || this.apply == Apply.STARTUP) {
			this.security.apply(false);
		}
		this.security.verify();
		this.security.verifyLogin(this.application);
	}

}
