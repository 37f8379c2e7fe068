package io.stratum.autoconfigure.controlplane;

import java.time.Duration;

import io.stratum.controlplane.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of rate limits.
 *
 * @param max Most requests of a credential in a window, unless its key says otherwise.
 * @param window Length of the window.
 * @param failedAuthentications Most bad credentials of an address in a minute.
 */
@ConfigurationProperties("stratum.rate-limit")
record RateLimitProperties(@DefaultValue("100") int max, @DefaultValue("1m") Duration window,
		@DefaultValue("20") int failedAuthentications) {

	RateLimit credential() {
		return new RateLimit(this.max, this.window);
	}

	RateLimit address() {
		return new RateLimit(this.failedAuthentications, Duration.ofMinutes(1));
	}

}
