package io.stratum.autoconfigure.observe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what metrics, logs and spans say.
 *
 * @param topTenants Tenants named in metrics.
 * @param mdc Whether log lines carry tenant and caller.
 * @param spanAttribute Whether spans carry the tenant.
 */
@ConfigurationProperties("stratum.observability")
record ObservabilityProperties(@DefaultValue("50") int topTenants, @DefaultValue("true") boolean mdc,
		@DefaultValue("true") boolean spanAttribute) {

}
