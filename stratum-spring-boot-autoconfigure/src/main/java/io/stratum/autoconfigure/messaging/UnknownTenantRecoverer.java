package io.stratum.autoconfigure.messaging;

import java.util.function.Supplier;

import io.stratum.tenant.CarriedTenantUnknownException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConsumerAwareRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Sends records of unknown tenants to dead letters, and logs all other failures as Spring
 * does.
 */
final class UnknownTenantRecoverer implements ConsumerAwareRecordRecoverer {

	private static final Logger log = LoggerFactory.getLogger(UnknownTenantRecoverer.class);

	private final SingletonSupplier<DeadLetterPublishingRecoverer> deadLetters;

	UnknownTenantRecoverer(Supplier<KafkaOperations<?, ?>> sending) {
		this.deadLetters = SingletonSupplier.of(() -> new DeadLetterPublishingRecoverer(sending.get()));
	}

	@Override
	public void accept(ConsumerRecord<?, ?> message, @Nullable Consumer<?, ?> consumer, @Nullable Exception failure) {
		if (failure != null && namesUnknownTenant(failure)) {
			this.deadLetters.obtain().accept(message, consumer, failure);
			return;
		}
		log.error("Attempts are exhausted for {}", KafkaUtils.format(message), failure);
	}

	private static boolean namesUnknownTenant(@Nullable Throwable failure) {
		return failure instanceof CarriedTenantUnknownException
				|| (failure != null && namesUnknownTenant(failure.getCause()));
	}

}
