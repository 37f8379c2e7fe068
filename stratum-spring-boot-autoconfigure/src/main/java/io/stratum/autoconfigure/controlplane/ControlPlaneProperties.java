package io.stratum.autoconfigure.controlplane;

import java.util.List;

import io.stratum.controlplane.ControlPlaneSettings;
import io.stratum.controlplane.ControlPlaneSettings.Docs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the REST API over the engine.
 *
 * @param enabled Whether it is served.
 * @param basePath Path below which it is served.
 * @param requireIfMatch Whether a change must state the version it saw.
 * @param docs Who may read its description.
 * @param cors Scripts of other origins.
 */
@ConfigurationProperties("stratum.control-plane")
record ControlPlaneProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/api/v1") String basePath,
		@DefaultValue("false") boolean requireIfMatch, @DefaultValue("authenticated") Docs docs,
		@DefaultValue Cors cors) {

	ControlPlaneSettings settings(RateLimitProperties limits) {
		return new ControlPlaneSettings(this.basePath, this.requireIfMatch, this.cors.allowedOrigins(), this.docs,
				limits.credential(), limits.address());
	}

	/**
	 * Scripts of other origins.
	 *
	 * @param allowedOrigins Origins whose scripts may call the API.
	 */
	record Cors(@DefaultValue List<String> allowedOrigins) {

	}

}
