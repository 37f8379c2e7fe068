package io.stratum.autoconfigure.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of messages.
 *
 * @param header Message header of the tenant.
 */
@ConfigurationProperties("stratum.messaging")
record MessagingProperties(@DefaultValue("stratum-tenant") String header) {

}
