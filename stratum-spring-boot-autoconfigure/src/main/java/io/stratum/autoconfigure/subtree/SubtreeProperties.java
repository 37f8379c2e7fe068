package io.stratum.autoconfigure.subtree;

import io.stratum.isolation.subtree.SubtreeLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of subtree reads.
 *
 * @param inlineLimit Ids sent with a statement before the tree is asked.
 * @param maxTenants Largest subtree readable at once.
 */
@ConfigurationProperties("stratum.isolation.subtree")
record SubtreeProperties(@DefaultValue("1000") int inlineLimit, @DefaultValue("20000") int maxTenants) {

	SubtreeLimits limits() {
		return new SubtreeLimits(this.inlineLimit, this.maxTenants);
	}

}
