package io.stratum.autoconfigure.messaging;

import io.stratum.autoconfigure.parameter.TenantParameterAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantCarrier;
import io.stratum.web.TenantParameters;
import org.springframework.amqp.rabbit.annotation.RabbitListenerConfigurer;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Carries the tenant through RabbitMQ.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, TenantParameterAutoConfiguration.class })
@ConditionalOnClass({ RabbitTemplate.class, TenantParameters.class })
@ConditionalOnBean(TenantCarrier.class)
@EnableConfigurationProperties(MessagingProperties.class)
public final class TenantRabbitAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RabbitWiring stratumRabbitWiring(ObjectProvider<TenantCarrier> carrier,
			ObjectProvider<MessagingProperties> properties) {
		return new RabbitWiring(new MessageTenant(carrier, properties));
	}

	@Bean
	@ConditionalOnBean(TenantParameters.class)
	RabbitListenerConfigurer stratumRabbitParameters(TenantParameters parameters) {
		return (registrar) -> registrar.setCustomMethodArgumentResolvers(MessageParameters
			.joining(registrar.getCustomMethodArgumentResolvers(), new MessageParameters(parameters)));
	}

}
