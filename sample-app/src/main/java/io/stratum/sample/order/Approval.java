package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What policies are told of an order that somebody wants to approve.
 *
 * @param id which order
 * @param total what it costs
 * @param status how far it is
 */
public record Approval(UUID id, BigDecimal total, String status) {

	static Approval of(UUID id, Order order) {
		return new Approval(id, order.total(), order.status());
	}

}
