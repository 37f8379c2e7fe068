package io.stratum.autoconfigure.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the first start.
 *
 * @param apiKey Operator key created at the first start; without it none exists.
 */
@ConfigurationProperties("stratum.bootstrap")
record BootstrapProperties(@Nullable String apiKey) {

	@Override
	public String toString() {
		return "BootstrapProperties[key hidden]";
	}

}
