package io.stratum.autoconfigure.jpa;

import io.stratum.autoconfigure.encryption.EncryptionAutoConfiguration;
import io.stratum.crypto.FieldCipher;
import io.stratum.jpa.encrypted.EncryptedFields;
import io.stratum.tenant.TenantContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Lets Hibernate encrypt what entities mark as such.
 */
@AutoConfiguration(after = { EncryptionAutoConfiguration.class, TenantJpaAutoConfiguration.class },
		before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass(value = { HibernatePropertiesCustomizer.class, EncryptedFields.class },
		name = "org.hibernate.SessionFactory")
@ConditionalOnBean({ TenantContext.class, FieldCipher.class })
public final class EncryptedFieldsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EncryptedFields stratumEncryptedFields(TenantContext context, ObjectProvider<FieldCipher> cipher) {
		return new EncryptedFields(context, cipher::getObject);
	}

	@Bean
	HibernatePropertiesCustomizer stratumEncryptedFieldsCustomizer(EncryptedFields fields) {
		return fields::addTo;
	}

}
