package io.stratum.autoconfigure.config;

import io.stratum.config.UnknownKeys;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of config.
 *
 * @param unknownKeys Treatment of undeclared keys (allow, reject).
 */
@ConfigurationProperties("stratum.config")
record ConfigProperties(@DefaultValue("allow") UnknownKeys unknownKeys) {

}
