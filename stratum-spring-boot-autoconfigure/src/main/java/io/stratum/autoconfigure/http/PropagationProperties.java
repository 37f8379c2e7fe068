package io.stratum.autoconfigure.http;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what other services are told.
 *
 * @param hosts Hosts that receive tenant header and baggage.
 */
@ConfigurationProperties("stratum.web.propagation")
record PropagationProperties(@DefaultValue List<String> hosts) {

}
