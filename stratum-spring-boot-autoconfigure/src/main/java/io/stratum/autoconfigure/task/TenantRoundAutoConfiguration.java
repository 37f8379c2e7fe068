package io.stratum.autoconfigure.task;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantRounds;
import io.stratum.tenant.Tenants;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Runs scheduled work for each tenant.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnBean({ Tenants.class, TenantContext.class })
public final class TenantRoundAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TenantRounds stratumTenantRounds(EngineDatabase database, Tenants tenants, TenantContext context,
			ObjectProvider<PlatformTransactionManager> transactions) {
		return new TenantRounds(database, tenants, context, transactions::getIfUnique);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor stratumForEachTenantAdvisor(ObjectProvider<TenantRounds> rounds, AutowireCapableBeanFactory beans) {
		return ForEachTenantInterceptor.advisor(rounds::getObject, beans);
	}

}
