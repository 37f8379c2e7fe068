package io.stratum.autoconfigure.jpa;

import io.stratum.audit.AuditCapture;
import io.stratum.audit.AuditRedactor;
import io.stratum.jpa.CapturedEntities;
import io.stratum.jpa.TenantModel;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

/**
 * Says which tables have a trigger that captures changes for the audit log.
 */
@AutoConfiguration(after = { TenantJpaAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
@ConditionalOnClass({ EntityManagerFactory.class, CapturedEntities.class })
@ConditionalOnBean({ TenantModel.class, AuditCapture.class, AuditRedactor.class, EntityManagerFactory.class })
public final class EntityCaptureAutoConfiguration {

	/**
	 * Comes before what adds schemas, for names without one are in the first.
	 */
	@Bean
	@Lazy
	@Order(0)
	@ConditionalOnMissingBean
	CapturedEntities stratumCapturedEntities(EntityManagerFactory entities, AuditRedactor redactor,
			AuditCapture capture) {
		return new CapturedEntities(entities, redactor, capture == AuditCapture.TRIGGER);
	}

}
