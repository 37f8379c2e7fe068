package io.stratum.sample;

import java.math.BigDecimal;

import io.stratum.config.ConfigKey;
import io.stratum.config.Narrowing;
import io.stratum.config.Secret;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * What tenants may configure.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
public class DeskConfig {

	/** Currency of all orders. */
	public static final ConfigKey<String> CURRENCY = ConfigKey.of("currency", String.class)
		.withDefault("EUR")
		.withSchema("{\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}");

	/** Largest total of an order; a tenant may only go below what its ancestors set. */
	public static final ConfigKey<BigDecimal> ORDER_LIMIT = ConfigKey.of("order_limit", BigDecimal.class)
		.withSchema("{\"type\": \"number\", \"minimum\": 0}")
		.withNarrowing(Narrowing.LOWER_ONLY);

	/** Colour of the shop. */
	public static final ConfigKey<String> COLOUR = ConfigKey.of("branding.colour", String.class);

	/** Token of the tenant's own ERP system. */
	public static final ConfigKey<Secret> ERP_TOKEN = ConfigKey.of("erp.token", Secret.class).asSensitive();

	@Bean
	ConfigKey<String> currencyKey() {
		return CURRENCY;
	}

	@Bean
	ConfigKey<BigDecimal> orderLimitKey() {
		return ORDER_LIMIT;
	}

	@Bean
	ConfigKey<String> colourKey() {
		return COLOUR;
	}

	@Bean
	ConfigKey<Secret> erpTokenKey() {
		return ERP_TOKEN;
	}

}
