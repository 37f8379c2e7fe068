package io.stratum.autoconfigure.placement;

import java.time.Duration;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.placement.PlacementKeeper;
import io.stratum.isolation.placement.PlacementPolicy;
import io.stratum.isolation.placement.Provisioner;
import io.stratum.isolation.placement.ProvisioningStep;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.tenant.PlacementAllocator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Makes places for new tenants while the application runs.
 */
@AutoConfiguration(after = PlacementAutoConfiguration.class, before = TenantAutoConfiguration.class)
@ConditionalOnBean(ConfiguredServers.class)
public final class ProvisioningAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(PlacementAllocator.class)
	Provisioner stratumProvisioner(EngineDatabase database, Journal journal, ConfiguredServers servers,
			PlacedTables tables, ObjectProvider<PlacementPolicy> policies, ObjectProvider<ProvisioningStep> steps,
			TenantPools pools, PlacementProperties properties, Environment environment) {
		PlacementPolicy policy = policies.orderedStream()
			.filter((candidate) -> candidate != servers)
			.findFirst()
			.orElse(servers);
		return new Provisioner(database, journal, servers.forOwner(), properties.names(environment), tables.blueprint(),
				policy, steps.orderedStream().toList(), pools, properties.options());
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnBean(Provisioner.class)
	@ConditionalOnMissingBean
	PlacementKeeper stratumPlacementKeeper(Provisioner provisioner, PlacementProperties properties) {
		Duration pause = properties.provisioning().timeout().dividedBy(6);
		return new PlacementKeeper(provisioner, pause);
	}

	/**
	 * Starts the rounds when the entities are mapped, which tell what places contain.
	 */
	@Bean
	@ConditionalOnBean(PlacementKeeper.class)
	SmartInitializingSingleton stratumPlacementRounds(PlacementKeeper keeper) {
		return keeper::start;
	}

}
