package io.stratum.autoconfigure.messaging;

import io.stratum.autoconfigure.parameter.TenantParameterAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantCarrier;
import io.stratum.web.TenantParameters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.kafka.annotation.KafkaListenerConfigurer;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;

/**
 * Carries the tenant through Kafka.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, TenantParameterAutoConfiguration.class })
@ConditionalOnClass({ KafkaTemplate.class, TenantParameters.class })
@ConditionalOnBean(TenantCarrier.class)
@EnableConfigurationProperties(MessagingProperties.class)
public final class TenantKafkaAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static KafkaWiring stratumKafkaWiring(ObjectProvider<TenantCarrier> carrier,
			ObjectProvider<MessagingProperties> properties) {
		return new KafkaWiring(new MessageTenant(carrier, properties));
	}

	@Bean
	@ConditionalOnMissingBean(CommonErrorHandler.class)
	DefaultErrorHandler stratumKafkaErrorHandler(ObjectProvider<KafkaOperations<?, ?>> sending) {
		return new DefaultErrorHandler(new UnknownTenantRecoverer(sending::getObject));
	}

	@Bean
	@ConditionalOnBean(TenantParameters.class)
	KafkaListenerConfigurer stratumKafkaParameters(TenantParameters parameters) {
		return (registrar) -> registrar.setCustomMethodArgumentResolvers(MessageParameters
			.joining(registrar.getCustomMethodArgumentResolvers(), new MessageParameters(parameters)));
	}

}
