package io.stratum.autoconfigure.messaging;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
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
			listening
				.setBeforeSendReplyPostProcessors(replying(AbstractRabbitListenerContainerFactory.class, listening));
		}
		else if (bean instanceof AbstractAdaptableMessageListener answering) {
			answering.setBeforeSendReplyPostProcessors(replying(AbstractAdaptableMessageListener.class, answering));
		}
		return bean;
	}

	/**
	 * Returns what works on answers already, and ours behind it. Answers bypass
	 * templates.
	 */
	private MessagePostProcessor[] replying(Class<?> type, Object listening) {
		List<MessagePostProcessor> processors = new ArrayList<>();
		Field field = ReflectionUtils.findField(type, "beforeSendReplyPostProcessors");
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
			Object present = ReflectionUtils.getField(field, listening);
			if (present instanceof MessagePostProcessor[] several) {
				processors.addAll(List.of(several));
			}
			else if (present instanceof Collection<?> several) {
				several.forEach((each) -> processors.add((MessagePostProcessor) each));
			}
		}
		processors.add(this::named);
		return processors.toArray(MessagePostProcessor[]::new);
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
