package io.stratum.autoconfigure.encryption;

import java.util.List;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.crypto.KeyRing;
import io.stratum.crypto.KeyRotations;
import io.stratum.crypto.SealedColumn;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the cipher of fields and the keys behind it.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnBean(Tenants.class)
@EnableConfigurationProperties(EncryptionProperties.class)
public final class EncryptionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KeyRing stratumKeyRing(EncryptionProperties properties, ObjectProvider<EmbeddedDatabase> embedded) {
		List<KeyEncryptionKey> previous = properties.previousKeys()
			.stream()
			.map((text) -> key("stratum.encryption.previous-keys", text))
			.toList();
		return new KeyRing(key("stratum.encryption.key", keyText(properties, embedded.getIfAvailable())), previous);
	}

	@Bean
	@ConditionalOnMissingBean
	DataKeys stratumDataKeys(EngineDatabase database, ChangeFeed feed, Journal journal, KeyRing ring,
			EncryptionProperties properties) {
		return new DataKeys(database, feed, journal, ring, properties.dataKeyCache());
	}

	@Bean
	@ConditionalOnMissingBean
	FieldCipher stratumFieldCipher(EngineDatabase database, DataKeys keys) {
		return new FieldCipher(database, keys);
	}

	@Bean
	@ConditionalOnMissingBean
	KeyRotations stratumKeyRotations(EngineDatabase database, Journal journal, TenantContext context, Tenants tenants,
			DataKeys keys, ObjectProvider<SealedColumn> columns) {
		return new KeyRotations(database, journal, context, tenants, keys, columns.orderedStream().toList());
	}

	@Bean
	RotationResumption stratumRotationResumption(KeyRotations rotations) {
		return new RotationResumption(rotations);
	}

	private static KeyEncryptionKey key(String property, String text) {
		try {
			return KeyEncryptionKey.ofText(text);
		}
		catch (IllegalArgumentException ex) {
			throw new StratumStartupException("'" + property + "' is no usable key. " + ex.getMessage(),
					"Generate one with 'openssl rand -base64 32' and keep it as long as the data; this one is fresh: "
							+ KeyEncryptionKey.generate());
		}
	}

	private static String keyText(EncryptionProperties properties, @Nullable EmbeddedDatabase server) {
		if (properties.key() != null) {
			return properties.key();
		}
		if (server == null) {
			throw new StratumStartupException(
					"There is no key-encryption key, so secrets of tenants could not be kept.",
					"Set 'stratum.encryption.key' and keep it as long as the data; this one is fresh: "
							+ KeyEncryptionKey.generate());
		}
		return server.secret("encryption.key", KeyEncryptionKey::generate);
	}

}
