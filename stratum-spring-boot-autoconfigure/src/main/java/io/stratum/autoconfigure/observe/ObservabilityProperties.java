package io.stratum.autoconfigure.observe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what logs and spans say.
 *
 * @param mdc Whether log lines carry tenant and caller.
 * @param spanAttribute Whether spans carry the tenant.
 */
@ConfigurationProperties("stratum.observability")
record ObservabilityProperties(@DefaultValue("true") boolean mdc, @DefaultValue("true") boolean spanAttribute) {

}
