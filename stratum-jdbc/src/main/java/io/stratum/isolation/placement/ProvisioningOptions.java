package io.stratum.isolation.placement;

import java.time.Duration;
import java.util.Set;

import io.stratum.tenant.IsolationStrategy;

/**
 * Which places are made, how long that may take, and how many are kept ready.
 *
 * @param strategies strategies that may be chosen
 * @param timeout longest time of one statement, and the time after which a place whose
 * maker was not heard of is taken over
 * @param template whether schemas and databases are cloned from one that has its tables
 * @param spareSchemas schemas kept ready, from 0
 * @param spareDatabases databases kept ready, from 0
 */
public record ProvisioningOptions(Set<IsolationStrategy> strategies, Duration timeout, boolean template,
		int spareSchemas, int spareDatabases) {

	/**
	 * Refuses times and numbers below zero.
	 */
	public ProvisioningOptions {
		strategies = Set.copyOf(strategies);
		if (timeout.isNegative() || timeout.isZero() || spareSchemas < 0 || spareDatabases < 0) {
			throw new IllegalArgumentException("Provisioning takes some time, and spares are not negative.");
		}
	}

	/**
	 * Returns what holds unless somebody says otherwise.
	 * @return all strategies, one minute, clones, no spares
	 */
	public static ProvisioningOptions defaults() {
		return new ProvisioningOptions(Set.of(IsolationStrategy.values()), Duration.ofMinutes(1), true, 0, 0);
	}

	/**
	 * Changes how many places are kept ready.
	 * @param schemas schemas
	 * @param databases databases
	 * @return options with these numbers
	 */
	public ProvisioningOptions withSpares(int schemas, int databases) {
		return new ProvisioningOptions(this.strategies, this.timeout, this.template, schemas, databases);
	}

	int spares(IsolationStrategy strategy) {
		return switch (strategy) {
			case SCHEMA -> this.spareSchemas;
			case DATABASE -> this.spareDatabases;
			case SHARED -> 0;
		};
	}

}
