package io.stratum.autoconfigure.encryption;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of encryption.
 *
 * @param key Local key-encryption key.
 * @param previousKeys Keys still accepted for opening.
 * @param dataKeyCache Time an opened data key stays in memory.
 */
@ConfigurationProperties("stratum.encryption")
record EncryptionProperties(@Nullable String key, @DefaultValue List<String> previousKeys,
		@DefaultValue("15m") Duration dataKeyCache) {

	@Override
	public String toString() {
		return "EncryptionProperties[keys hidden]";
	}

}
