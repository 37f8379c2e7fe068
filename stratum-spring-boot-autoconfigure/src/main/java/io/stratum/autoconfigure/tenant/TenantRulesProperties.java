package io.stratum.autoconfigure.tenant;

import io.stratum.StratumStartupException;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantRules;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of new tenants and their trees.
 *
 * @param defaultStrategy Strategy of a tenant whose creator names none.
 * @param maxDepth Levels of the tree, at most 20.
 */
@ConfigurationProperties("stratum.tenants")
record TenantRulesProperties(@DefaultValue("SHARED") IsolationStrategy defaultStrategy,
		@DefaultValue("20") int maxDepth) {

	TenantRules rules() {
		if (this.maxDepth < 1 || this.maxDepth > TenantPath.MAX_LEVELS) {
			throw new StratumStartupException(
					"The property 'stratum.tenants.max-depth' is " + this.maxDepth + ", and a tree has 1 to "
							+ TenantPath.MAX_LEVELS + " levels.",
					"Set 'stratum.tenants.max-depth' to a number from 1 to " + TenantPath.MAX_LEVELS
							+ ", or leave it out for " + TenantPath.MAX_LEVELS + ".");
		}
		return new TenantRules(this.defaultStrategy, this.maxDepth);
	}

}
