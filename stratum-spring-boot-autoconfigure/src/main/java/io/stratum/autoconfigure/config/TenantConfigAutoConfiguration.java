package io.stratum.autoconfigure.config;

import java.util.List;

import io.stratum.autoconfigure.encryption.EncryptionAutoConfiguration;
import io.stratum.config.ConfigEntries;
import io.stratum.config.ConfigKey;
import io.stratum.config.ConfigKeys;
import io.stratum.config.ConfigSealedColumn;
import io.stratum.config.RecordRule;
import io.stratum.config.TenantConfig;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires config, whose declared keys are the beans of type {@link ConfigKey}.
 */
@AutoConfiguration(after = EncryptionAutoConfiguration.class)
@ConditionalOnBean(FieldCipher.class)
@EnableConfigurationProperties(ConfigProperties.class)
public final class TenantConfigAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConfigKeys stratumConfigKeys(ObjectProvider<ConfigKey<?>> keys, ConfigProperties properties) {
		List<ConfigKey<?>> declared = keys.orderedStream().toList();
		return new ConfigKeys(declared, properties.unknownKeys());
	}

	@Bean
	@ConditionalOnMissingBean
	ConfigSealedColumn stratumConfigSealedColumn(EngineDatabase database, Journal journal) {
		return new ConfigSealedColumn(database, journal);
	}

	@Bean
	@ConditionalOnMissingBean
	ConfigEntries stratumConfigEntries(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			Tenants tenants, FieldCipher cipher, DataKeys dataKeys, ConfigKeys keys) {
		return new ConfigEntries(database, feed, journal, context, tenants, cipher, dataKeys, keys);
	}

	@Bean
	@ConditionalOnMissingBean
	TenantConfig stratumTenantConfig(ConfigEntries entries, TenantContext context, ObjectProvider<RecordRule> rule) {
		return new TenantConfig(entries, context, rule.getIfAvailable(() -> RecordRule.NONE));
	}

}
