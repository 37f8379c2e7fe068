package io.stratum.autoconfigure.messaging;

import java.util.ArrayList;
import java.util.List;

import io.stratum.tenant.CarriedTenantUnknownException;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.Message;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * Binds the tenant of each message while a listener handles it.
 *
 * <p>
 * A message of an unknown tenant is rejected, so the broker puts it where the queue has
 * its dead letters. A batch that holds one is rejected as a whole, before any of it is
 * handled.
 */
final class RabbitListenerAdvice implements MethodInterceptor {

	private final MessageTenant tenant;

	RabbitListenerAdvice(MessageTenant tenant) {
		this.tenant = tenant;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		@Nullable Object[] arguments = invocation.getArguments();
		int data = arguments.length - 1;
		if (arguments[data] instanceof List<?> batch) {
			List<TenantRun<Message>> runs = TenantRun.of(messages(batch), this::tenantOf);
			for (TenantRun<Message> run : runs) {
				bind(run.messages().get(0)).close();
			}
			for (TenantRun<Message> run : runs) {
				@Nullable Object[] part = arguments.clone();
				part[data] = run.messages();
				proceed(run.messages().get(0), ((ProxyMethodInvocation) invocation).invocableClone(part));
			}
			return null;
		}
		return (arguments[data] instanceof Message message) ? proceed(message, invocation) : invocation.proceed();
	}

	private @Nullable Object proceed(Message message, MethodInvocation invocation) throws Throwable {
		try (TenantContext.Scope scope = bind(message)) {
			return invocation.proceed();
		}
	}

	private TenantContext.Scope bind(Message message) {
		try {
			return this.tenant.bind(tenantOf(message), message.getMessageProperties().getXDeathHeader() != null);
		}
		catch (CarriedTenantUnknownException ex) {
			throw new AmqpRejectAndDontRequeueException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private @Nullable String tenantOf(Message message) {
		Object header = message.getMessageProperties().getHeaders().get(this.tenant.header());
		return (header != null) ? header.toString() : null;
	}

	private static List<Message> messages(List<?> batch) {
		List<Message> messages = new ArrayList<>();
		batch.forEach((message) -> messages.add((Message) message));
		return messages;
	}

}
