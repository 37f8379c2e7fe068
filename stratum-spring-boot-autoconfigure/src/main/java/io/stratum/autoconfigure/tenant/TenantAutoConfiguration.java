package io.stratum.autoconfigure.tenant;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.engine.EngineAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.region.RegionAdmission;
import io.stratum.tenant.BindingListener;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Organizations;
import io.stratum.tenant.PlacementAllocator;
import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantRules;
import io.stratum.tenant.Tenants;
import io.stratum.tenant.TransactionSuspension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the tenants and the tenant that running code acts for.
 */
@AutoConfiguration(after = EngineAutoConfiguration.class)
@EnableConfigurationProperties(TenantRulesProperties.class)
public final class TenantAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TenantContext stratumTenantContext(ObjectProvider<PlatformTransactionManager> transactions,
			ObjectProvider<BindingListener> listener) {
		return new TenantContext(new TransactionSuspension(transactions::getIfUnique), listener.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EngineDatabase.class)
	Tenants stratumTenants(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			ObjectProvider<PlacementAllocator> placements, ObjectProvider<RegionAdmission> regions,
			TenantRulesProperties properties) {
		PlacementAllocator allocator = placements.getIfAvailable(() -> PlacementAllocator.SHARED_ONLY);
		TenantRules rules = properties.rules();
		requireOffered(rules.defaultStrategy(), allocator);
		return new Tenants(database, feed, journal, context, allocator,
				regions.getIfAvailable(() -> RegionAdmission.NONE), rules);
	}

	private static void requireOffered(IsolationStrategy strategy, PlacementAllocator allocator) {
		if (!allocator.offers(strategy)) {
			throw new StratumStartupException(
					"The property 'stratum.tenants.default-strategy' is " + strategy
							+ ", which 'stratum.isolation.strategies' does not offer.",
					"Set 'stratum.tenants.default-strategy' to one of 'stratum.isolation.strategies', or add "
							+ strategy + " to these.");
		}
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EngineDatabase.class)
	TenantCarrier stratumTenantCarrier(TenantContext context, Tenants tenants) {
		return new TenantCarrier(context, tenants);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(EngineDatabase.class)
	Organizations stratumOrganizations(Tenants tenants) {
		return new Organizations(tenants);
	}

}
