package io.stratum.autoconfigure.audit;

import java.util.List;

import io.stratum.audit.AccessDenials;
import io.stratum.audit.AuditLog;
import io.stratum.audit.AuditSigner;
import io.stratum.audit.SigningKey;
import io.stratum.autoconfigure.encryption.EncryptionAutoConfiguration;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Wires the audit log and the key that signs its checkpoints.
 */
@AutoConfiguration(after = EncryptionAutoConfiguration.class)
@ConditionalOnBean(FieldCipher.class)
public final class AuditAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AuditSigner stratumAuditSigner(EngineDatabase database, FieldCipher cipher) {
		return new AuditSigner(new SigningKey(database, cipher), List.of());
	}

	@Bean
	@ConditionalOnMissingBean
	AuditLog stratumAuditLog(EngineDatabase database, Journal journal, Tenants tenants, TenantContext context,
			AuditSigner signer) {
		return new AuditLog(database, journal, tenants, context, signer);
	}

	@Bean(initMethod = "start", destroyMethod = "close")
	@ConditionalOnMissingBean
	AccessDenials stratumAccessDenials(EngineDatabase database, Journal journal) {
		return new AccessDenials(database, journal);
	}

}
