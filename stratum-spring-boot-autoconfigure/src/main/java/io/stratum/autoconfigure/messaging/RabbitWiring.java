package io.stratum.autoconfigure.messaging;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;
import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.AbstractAdaptableMessageListener;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * Reaches everything that sends or listens, whoever made it.
 */
final class RabbitWiring implements BeanPostProcessor {

	private final MessageTenant tenant;

	RabbitWiring(MessageTenant tenant) {
		this.tenant = tenant;
	}

	/**
	 * Containers take their advice while they are initialized.
	 */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractMessageListenerContainer listening) {
			listening.setAdviceChain(chain(AbstractMessageListenerContainer.class, listening));
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof RabbitTemplate sending) {
			sending.addBeforePublishPostProcessors(this::named);
		}
		else if (bean instanceof AbstractRabbitListenerContainerFactory<?> listening) {
			listening.setAdviceChain(chain(AbstractRabbitListenerContainerFactory.class, listening));
			listening.setBeforeSendReplyPostProcessors(naming(replying(listening)));
		}
		else if (bean instanceof AbstractAdaptableMessageListener answering) {
			answering.setBeforeSendReplyPostProcessors(naming(answering.getBeforeSendReplyPostProcessors()));
		}
		return bean;
	}

	/**
	 * Returns what works on answers, which bypass templates, and ours behind it.
	 */
	private MessagePostProcessor[] naming(MessagePostProcessor @Nullable [] present) {
		List<MessagePostProcessor> all = new ArrayList<>();
		all.addAll((present != null) ? List.of(present) : List.of());
		all.add(this::named);
		return all.toArray(MessagePostProcessor[]::new);
	}

	// Nobody may ask a factory.
	private static MessagePostProcessor @Nullable [] replying(AbstractRabbitListenerContainerFactory<?> listening) {
		Field field = ReflectionUtils.findField(listening.getClass(), "beforeSendReplyPostProcessors");
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return (MessagePostProcessor[]) ReflectionUtils.getField(field, listening);
	}

	/**
	 * Code that runs for a tenant cannot name another one.
	 */
	private Message named(Message message) {
		this.tenant.outgoing().ifPresent((id) -> message.getMessageProperties().setHeader(this.tenant.header(), id));
		return message;
	}

	/**
	 * Returns the advice that is there, such as that of retries, behind ours.
	 */
	private Advice[] chain(Class<?> type, Object listening) {
		List<Advice> chain = new ArrayList<>();
		chain.add(new RabbitListenerAdvice(this.tenant));
		// Only subclasses may read it.
		Method getter = ReflectionUtils.findMethod(type, "getAdviceChain");
		if (getter != null) {
			ReflectionUtils.makeAccessible(getter);
			Advice @Nullable [] present = (Advice[]) ReflectionUtils.invokeMethod(getter, listening);
			chain.addAll((present != null) ? List.of(present) : List.of());
		}
		return chain.toArray(Advice[]::new);
	}

}
