package io.stratum.autoconfigure.policy;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.policy.Policies;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Wires attribute-based policies.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnBean(Tenants.class)
public final class PolicyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Policies stratumPolicies(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			Tenants tenants) {
		return new Policies(database, feed, journal, context, tenants);
	}

}
