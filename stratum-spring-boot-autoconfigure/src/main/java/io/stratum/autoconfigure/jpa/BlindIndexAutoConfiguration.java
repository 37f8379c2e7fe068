package io.stratum.autoconfigure.jpa;

import io.stratum.jpa.encrypted.BlindIndexes;
import io.stratum.jpa.encrypted.EncryptedFields;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Says under which digest an encrypted value is found.
 */
@AutoConfiguration(after = { EncryptedFieldsAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
@ConditionalOnClass({ EntityManagerFactory.class, BlindIndexes.class })
@ConditionalOnBean({ EncryptedFields.class, EntityManagerFactory.class })
public final class BlindIndexAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	BlindIndexes stratumBlindIndexes(EntityManagerFactory entities) {
		return new BlindIndexes(entities);
	}

}
