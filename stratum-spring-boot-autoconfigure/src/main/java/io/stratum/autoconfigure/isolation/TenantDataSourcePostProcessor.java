package io.stratum.autoconfigure.isolation;

import java.util.function.Function;

import javax.sql.DataSource;
import javax.sql.XADataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.StratumStartupException;
import io.stratum.isolation.PlatformDataSource;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.binding.KeepConnectionOnDrift;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Binds every {@link DataSource} bean to the current tenant, except those of the
 * platform.
 */
final class TenantDataSourcePostProcessor implements BeanPostProcessor {

	private final ListableBeanFactory beans;

	private final Function<DataSource, TenantDataSource> wrapping;

	TenantDataSourcePostProcessor(BeanFactory beans, Function<DataSource, TenantDataSource> wrapping) {
		this.beans = (ListableBeanFactory) beans;
		this.wrapping = wrapping;
	}

	/**
	 * Has a Hikari pool keep connections whose statements are prepared anew.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		// A pool that runs takes no settings, and one of the application's own stays.
		if (bean instanceof HikariDataSource pool && !pool.isRunning() && pool.getExceptionOverrideClassName() == null
				&& pool.getExceptionOverride() == null) {
			pool.setExceptionOverrideClassName(KeepConnectionOnDrift.class.getName());
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof XADataSource) {
			throw new StratumStartupException(
					"The bean '" + beanName + "' is an XA data source, which cannot be bound.",
					"Use one database per transaction, or mark the bean with @PlatformDataSource if it holds no rows of tenants.");
		}
		boolean ofTenants = bean instanceof DataSource && !(bean instanceof TenantDataSource)
				&& this.beans.findAnnotationOnBean(beanName, PlatformDataSource.class) == null;
		return ofTenants ? this.wrapping.apply((DataSource) bean) : bean;
	}

}
