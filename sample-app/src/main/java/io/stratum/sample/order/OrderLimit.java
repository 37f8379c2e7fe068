package io.stratum.sample.order;

import java.math.BigDecimal;

import io.stratum.config.ConfigEntries;
import io.stratum.config.EffectiveValue;
import io.stratum.config.TenantConfig;
import io.stratum.sample.DeskConfig;
import io.stratum.tenant.TenantContext;
import org.springframework.stereotype.Component;

/**
 * The largest total a tenant may order at once.
 */
@Component
class OrderLimit {

	private final TenantConfig config;

	private final ConfigEntries entries;

	private final TenantContext context;

	OrderLimit(TenantConfig config, ConfigEntries entries, TenantContext context) {
		this.config = config;
		this.entries = entries;
		this.context = context;
	}

	void check(BigDecimal total) {
		this.config.find(DeskConfig.ORDER_LIMIT).filter((limit) -> total.compareTo(limit) > 0).ifPresent((limit) -> {
			EffectiveValue value = this.entries.get(this.context.required().id(), DeskConfig.ORDER_LIMIT.name());
			throw new OrderLimitExceededException(limit, String.valueOf(value.source()));
		});
	}

}
