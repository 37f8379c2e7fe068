package io.stratum.autoconfigure.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of credentials.
 *
 * @param apiKey How API keys arrive.
 */
@ConfigurationProperties("stratum.security")
record SecurityProperties(@DefaultValue ApiKey apiKey) {

	/**
	 * Properties of API keys.
	 *
	 * @param header Header of API keys.
	 */
	record ApiKey(@DefaultValue("X-API-Key") String header) {

	}

}
