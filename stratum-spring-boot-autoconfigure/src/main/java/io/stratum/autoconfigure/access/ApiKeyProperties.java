package io.stratum.autoconfigure.access;

import java.time.Duration;
import java.util.List;

import io.stratum.StratumStartupException;
import io.stratum.access.ApiKeyRules;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of API keys.
 *
 * @param hmacSecret Pepper of key hashes, 32 bytes or more.
 * @param previousHmacSecrets Peppers still accepted.
 * @param prefix Prefix of new keys.
 * @param dormantAfter Time without use after which a key counts as dormant, 1 to 365
 * days.
 */
@ConfigurationProperties("stratum.api-key")
record ApiKeyProperties(@Nullable String hmacSecret, @DefaultValue List<String> previousHmacSecrets,
		@DefaultValue("sk_live_") String prefix, @DefaultValue("90d") Duration dormantAfter) {

	ApiKeyRules rules() {
		try {
			return new ApiKeyRules(this.prefix, this.dormantAfter);
		}
		catch (IllegalArgumentException ex) {
			throw new StratumStartupException("A property of 'stratum.api-key' is not possible: " + ex.getMessage(),
					"Mend 'stratum.api-key.prefix' or 'stratum.api-key.dormant-after', or leave them out for 'sk_live_'"
							+ " and 90 days.",
					ex);
		}
	}

	@Override
	public String toString() {
		return "ApiKeyProperties[secrets hidden]";
	}

}
