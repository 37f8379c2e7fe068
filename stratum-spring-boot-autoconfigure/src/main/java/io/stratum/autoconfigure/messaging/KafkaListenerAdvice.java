package io.stratum.autoconfigure.messaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.stratum.tenant.CarriedTenantUnknownException;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Binds the tenant of each record while a listener handles it.
 *
 * <p>
 * A batch with records of several tenants reaches the listener in parts, one for each run
 * of neighbours of the same tenant.
 */
final class KafkaListenerAdvice implements MethodInterceptor {

	private final MessageTenant tenant;

	KafkaListenerAdvice(MessageTenant tenant) {
		this.tenant = tenant;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		@Nullable Object[] arguments = invocation.getArguments();
		Object data = (arguments.length > 0) ? arguments[0] : null;
		if (data instanceof ConsumerRecord<?, ?> message) {
			try (TenantContext.Scope scope = this.tenant.bind(tenantOf(message), isDead(message))) {
				return invocation.proceed();
			}
		}
		if (data instanceof List<?> || data instanceof ConsumerRecords<?, ?>) {
			handle(TenantRun.of(records((Iterable<?>) data), this::tenantOf), invocation);
			return null;
		}
		return invocation.proceed();
	}

	private void handle(List<TenantRun<ConsumerRecord<?, ?>>> runs, MethodInvocation invocation) throws Throwable {
		RunAcknowledgments acknowledgments = new RunAcknowledgments(runs.size());
		for (TenantRun<ConsumerRecord<?, ?>> run : runs) {
			if (!acknowledgments.isRefused()) {
				handle(run, (runs.size() == 1) ? invocation : part(run, acknowledgments, invocation));
			}
		}
	}

	private void handle(TenantRun<ConsumerRecord<?, ?>> run, MethodInvocation part) throws Throwable {
		try (TenantContext.Scope scope = this.tenant.bind(run.tenant(), isDead(run.messages().get(0)))) {
			part.proceed();
		}
		catch (CarriedTenantUnknownException ex) {
			throw new BatchListenerFailedException(String.valueOf(ex.getMessage()), ex, run.start());
		}
		catch (BatchListenerFailedException ex) {
			throw (ex.getRecord() != null || run.start() == 0) ? ex : new BatchListenerFailedException(
					String.valueOf(ex.getMessage()), ex.getCause(), run.start() + ex.getIndex());
		}
	}

	private static MethodInvocation part(TenantRun<ConsumerRecord<?, ?>> run, RunAcknowledgments acknowledgments,
			MethodInvocation whole) {
		@Nullable Object[] arguments = whole.getArguments().clone();
		arguments[0] = (arguments[0] instanceof ConsumerRecords<?, ?>) ? polled(run.messages()) : run.messages();
		for (int i = 1; i < arguments.length; i++) {
			if (arguments[i] instanceof Acknowledgment all) {
				arguments[i] = acknowledgments.of(run.start(), all);
			}
		}
		return ((ProxyMethodInvocation) whole).invocableClone(arguments);
	}

	@SuppressWarnings("unchecked") // Whoever asks for all records knows their types.
	private static ConsumerRecords<Object, Object> polled(List<ConsumerRecord<?, ?>> records) {
		Map<TopicPartition, List<ConsumerRecord<Object, Object>>> sorted = new HashMap<>();
		records.forEach((message) -> sorted
			.computeIfAbsent(new TopicPartition(message.topic(), message.partition()), (key) -> new ArrayList<>())
			.add((ConsumerRecord<Object, Object>) message));
		return new ConsumerRecords<>(sorted, Map.of());
	}

	private static List<ConsumerRecord<?, ?>> records(Iterable<?> batch) {
		List<ConsumerRecord<?, ?>> records = new ArrayList<>();
		batch.forEach((message) -> records.add((ConsumerRecord<?, ?>) message));
		return records;
	}

	private static boolean isDead(ConsumerRecord<?, ?> message) {
		return message.headers().lastHeader(KafkaHeaders.DLT_ORIGINAL_TOPIC) != null;
	}

	private @Nullable String tenantOf(ConsumerRecord<?, ?> message) {
		Header header = message.headers().lastHeader(this.tenant.header());
		return (header != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

}
