package io.stratum.autoconfigure.audit;

import io.stratum.audit.AuditCapture;
import io.stratum.audit.AuditRedactor;
import io.stratum.autoconfigure.engine.EngineAutoConfiguration;
import io.stratum.autoconfigure.engine.PlatformDatabaseAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Says how changes enter the audit log, and which fields never do in clear.
 */
@AutoConfiguration(after = PlatformDatabaseAutoConfiguration.class, before = EngineAutoConfiguration.class)
@ConditionalOnBean(EngineDatabase.class)
@EnableConfigurationProperties(AuditProperties.class)
public final class AuditRedactionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AuditCapture stratumAuditCapture(AuditProperties properties) {
		return properties.capture();
	}

	@Bean
	@ConditionalOnMissingBean
	AuditRedactor stratumAuditRedactor(AuditProperties properties) {
		return new AuditRedactor(properties.redact());
	}

}
