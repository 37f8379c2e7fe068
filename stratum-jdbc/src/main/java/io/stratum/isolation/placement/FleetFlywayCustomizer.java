package io.stratum.isolation.placement;

import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Changes how Flyway migrates the places of tenants.
 */
@FunctionalInterface
public interface FleetFlywayCustomizer {

	/**
	 * Changes the configuration; schema and connections are set afterwards.
	 * @param configuration what holds so far
	 */
	void customize(FluentConfiguration configuration);

}
