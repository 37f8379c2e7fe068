package io.stratum.autoconfigure;

import io.stratum.autoconfigure.batch.TenantBatchAutoConfiguration;
import io.stratum.autoconfigure.graphql.TenantGraphQlAutoConfiguration;
import io.stratum.autoconfigure.http.TenantWebClientAutoConfiguration;
import io.stratum.autoconfigure.messaging.TenantKafkaAutoConfiguration;
import io.stratum.autoconfigure.messaging.TenantRabbitAutoConfiguration;
import io.stratum.autoconfigure.schedule.TenantDbSchedulerAutoConfiguration;
import io.stratum.autoconfigure.schedule.TenantQuartzAutoConfiguration;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.autoconfigure.websocket.TenantWebSocketAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Carriers are there with their library, and absent without it.
 */
class OptionalLibrariesIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void eachCarrierIsThereWithItsLibrary() {
		RUNNERS.bare()
			.run((application) -> assertThat(application).hasNotFailed()
				.hasSingleBean(TenantKafkaAutoConfiguration.class)
				.hasSingleBean(TenantRabbitAutoConfiguration.class)
				.hasSingleBean(TenantGraphQlAutoConfiguration.class)
				.hasSingleBean(TenantQuartzAutoConfiguration.class)
				.hasSingleBean(TenantBatchAutoConfiguration.class)
				.hasSingleBean(TenantDbSchedulerAutoConfiguration.class)
				.hasSingleBean(TenantWebClientAutoConfiguration.class));
	}

	@ParameterizedTest
	@CsvSource({ "org.springframework.kafka, io.stratum.autoconfigure.messaging.TenantKafkaAutoConfiguration",
			"org.springframework.amqp, io.stratum.autoconfigure.messaging.TenantRabbitAutoConfiguration",
			"org.springframework.graphql, io.stratum.autoconfigure.graphql.TenantGraphQlAutoConfiguration",
			"org.springframework.batch, io.stratum.autoconfigure.batch.TenantBatchAutoConfiguration",
			"com.github.kagkarlsson.scheduler, io.stratum.autoconfigure.schedule.TenantDbSchedulerAutoConfiguration",
			"org.quartz, io.stratum.autoconfigure.schedule.TenantQuartzAutoConfiguration",
			"org.springframework.web.reactive, io.stratum.autoconfigure.http.TenantWebClientAutoConfiguration" })
	void carrierIsAbsentWithoutItsLibrary(String library, Class<?> carrier) {
		RUNNERS.bare()
			.withClassLoader(ShopRunners.without(library))
			.run((application) -> assertThat(application).hasNotFailed().doesNotHaveBean(carrier));
	}

	@Test
	void socketsOfAServletApplicationAreCarriedIfThereAreAny() {
		RUNNERS.web()
			.run((application) -> assertThat(application).hasSingleBean(TenantWebSocketAutoConfiguration.class));
		RUNNERS.web()
			.withClassLoader(ShopRunners.without("org.springframework.web.socket"))
			.run((application) -> assertThat(application).hasNotFailed()
				.doesNotHaveBean(TenantWebSocketAutoConfiguration.class));
	}

}
