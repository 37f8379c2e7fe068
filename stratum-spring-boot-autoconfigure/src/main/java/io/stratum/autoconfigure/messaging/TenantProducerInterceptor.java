package io.stratum.autoconfigure.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Names the bound tenant in each record that is sent.
 *
 * <p>
 * Kafka makes it by itself. Code that runs for a tenant cannot name another one; code
 * that runs for nobody keeps what it set, as when a record is sent on to dead letters.
 */
public final class TenantProducerInterceptor implements ProducerInterceptor<Object, Object> {

	static final String TENANT = "stratum.message-tenant";

	private @Nullable MessageTenant tenant;

	/**
	 * Creates an interceptor, for Kafka.
	 */
	public TenantProducerInterceptor() {
	}

	@Override
	public void configure(Map<String, ?> configs) {
		this.tenant = (MessageTenant) configs.get(TENANT);
	}

	@Override
	public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> message) {
		MessageTenant known = this.tenant;
		if (known != null) {
			known.outgoing()
				.ifPresent((id) -> message.headers()
					.remove(known.header())
					.add(known.header(), id.getBytes(StandardCharsets.UTF_8)));
		}
		return message;
	}

	@Override
	public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
		// Nothing is waited for.
	}

	@Override
	public void close() {
		// Nothing is held.
	}

}
