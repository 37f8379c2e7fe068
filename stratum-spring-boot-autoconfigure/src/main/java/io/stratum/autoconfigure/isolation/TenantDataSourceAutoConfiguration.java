package io.stratum.autoconfigure.isolation;

import java.util.List;
import java.util.function.Consumer;

import io.stratum.audit.AuditCapture;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.CrossTenantAccess;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.SqlListeners;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.TenantSqlExceptionTranslator;
import io.stratum.isolation.capture.CaptureRounds;
import io.stratum.isolation.jdbc.StatementTimer;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServers;
import io.stratum.tenant.TenantContext;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.util.function.SingletonSupplier;

/**
 * Binds every data source of the application to the current tenant.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class, before = JdbcTemplateAutoConfiguration.class)
@ConditionalOnClass(TenantDataSource.class)
@ConditionalOnBean(PlatformDatabase.class)
@EnableConfigurationProperties(IsolationProperties.class)
public final class TenantDataSourceAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TenantDataSourcePostProcessor stratumTenantDataSourcePostProcessor(BeanFactory beans,
			ObjectProvider<TenantContext> context, ObjectProvider<Placements> placements,
			ObjectProvider<TenantPools> pools, ObjectProvider<IsolationProperties> properties,
			ObjectProvider<AuditCapture> capture, ObjectProvider<CaptureRounds> rounds,
			ObjectProvider<StatementTimer> timer) {
		return new TenantDataSourcePostProcessor(beans,
				(home) -> new TenantDataSource(home, context.getObject(), placements.getObject(), pools.getObject(),
						properties.getObject().binding(capture.getIfAvailable() == AuditCapture.TRIGGER),
						new SqlListeners(written(rounds), timer.getIfAvailable())));
	}

	// Asked for when the first row was written, for the rounds need beans of their own.
	private static Consumer<Placement> written(ObjectProvider<CaptureRounds> rounds) {
		SingletonSupplier<CaptureRounds> found = SingletonSupplier.ofNullable(rounds::getIfAvailable);
		return (placement) -> {
			CaptureRounds known = found.get();
			if (known != null) {
				known.written(placement);
			}
		};
	}

	@Bean
	@ConditionalOnMissingBean
	Placements stratumPlacements() {
		return Placements.sharedOnly();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	TenantPools stratumTenantPools() {
		return new TenantPools(TenantServers.none(), PoolLimits.defaults(), List.of());
	}

	@Bean
	@ConditionalOnMissingBean
	CrossTenantAccess stratumCrossTenantAccess(PlatformDatabase database, EngineDatabase engine, Journal journal,
			TenantContext context) {
		return new CrossTenantAccess(database.platform(), engine, journal, context);
	}

	@Bean
	@ConditionalOnMissingBean(SQLExceptionTranslator.class)
	TenantSqlExceptionTranslator stratumSqlExceptionTranslator() {
		return new TenantSqlExceptionTranslator();
	}

}
