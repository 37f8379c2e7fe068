package io.stratum.autoconfigure.access;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of API keys.
 *
 * @param hmacSecret Pepper of key hashes, 32 bytes or more.
 * @param previousHmacSecrets Peppers still accepted.
 */
@ConfigurationProperties("stratum.api-key")
record ApiKeyProperties(@Nullable String hmacSecret, @DefaultValue List<String> previousHmacSecrets) {

	@Override
	public String toString() {
		return "ApiKeyProperties[secrets hidden]";
	}

}
