package io.stratum.autoconfigure.messaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.tenant.CarriedTenantUnknownException;
import org.aopalliance.aop.Advice;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.StringUtils;

/**
 * Reaches everything that sends or listens, whoever made it.
 */
final class KafkaWiring implements BeanPostProcessor {

	private final MessageTenant tenant;

	KafkaWiring(MessageTenant tenant) {
		this.tenant = tenant;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DefaultKafkaProducerFactory<?, ?> sending) {
			sending.updateConfigs(Map.of(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
					interceptors(sending.getConfigurationProperties().get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG)),
					TenantProducerInterceptor.TENANT, this.tenant));
		}
		else if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> listening) {
			advise(listening.getContainerProperties());
		}
		else if (bean instanceof AbstractMessageListenerContainer<?, ?> listening) {
			advise(listening.getContainerProperties());
		}
		else if (bean instanceof DefaultErrorHandler handler) {
			handler.addNotRetryableExceptions(CarriedTenantUnknownException.class);
		}
		return bean;
	}

	private void advise(ContainerProperties listening) {
		List<Advice> chain = new ArrayList<>();
		chain.add(new KafkaListenerAdvice(this.tenant));
		chain.addAll(Arrays.asList(Objects.requireNonNullElse(listening.getAdviceChain(), new Advice[0])));
		listening.setAdviceChain(chain.toArray(Advice[]::new));
	}

	private static List<Object> interceptors(@Nullable Object configured) {
		List<Object> interceptors = new ArrayList<>();
		if (configured instanceof String names) {
			interceptors.addAll(List.of(StringUtils.commaDelimitedListToStringArray(names)));
		}
		else if (configured instanceof Collection<?> several) {
			interceptors.addAll(several);
		}
		else if (configured != null) {
			interceptors.add(configured);
		}
		interceptors.add(TenantProducerInterceptor.class);
		return interceptors;
	}

}
