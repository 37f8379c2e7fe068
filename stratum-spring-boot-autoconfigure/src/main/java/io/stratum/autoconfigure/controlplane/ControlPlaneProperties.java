package io.stratum.autoconfigure.controlplane;

import java.time.Duration;
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
 * @param idempotencyRetention Age of remembered answers.
 * @param docs Who may read its description.
 * @param docsPath Path of the page that shows its description.
 * @param accessLog Whether each request is logged.
 * @param cors Scripts of other origins.
 */
@ConfigurationProperties("stratum.control-plane")
record ControlPlaneProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/api/v1") String basePath,
		@DefaultValue("false") boolean requireIfMatch, @DefaultValue("24h") Duration idempotencyRetention,
		@DefaultValue("authenticated") Docs docs, @DefaultValue("/api/docs") String docsPath,
		@DefaultValue("false") boolean accessLog, @DefaultValue Cors cors) {

	ControlPlaneSettings settings(RateLimitProperties limits) {
		return new ControlPlaneSettings(this.basePath, this.requireIfMatch, this.cors.allowedOrigins(),
				this.idempotencyRetention, this.docs, this.docsPath, limits.limits(), this.accessLog);
	}

	/**
	 * Scripts of other origins.
	 *
	 * @param allowedOrigins Origins whose scripts may call the API.
	 */
	record Cors(@DefaultValue List<String> allowedOrigins) {

	}

}
