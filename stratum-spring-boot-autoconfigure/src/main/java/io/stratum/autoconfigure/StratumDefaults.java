package io.stratum.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets what Boot would otherwise guess wrongly where data belongs to tenants.
 *
 * <p>
 * Everything an application says itself goes before. Open-session-in-view would load
 * lazily outside a transaction, where no tenant is bound; and the default of
 * {@code ddl-auto} is found by a look at the data source before there can be a tenant.
 */
final class StratumDefaults implements EnvironmentPostProcessor {

	private static final Map<String, Object> DEFAULTS = Map.of("spring.jpa.open-in-view", "false",
			"spring.jpa.hibernate.ddl-auto", "none");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().addLast(new MapPropertySource("stratumDefaults", DEFAULTS));
	}

}
