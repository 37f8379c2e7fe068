package io.stratum.sample.order;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stratum.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * An order as a client reads it; money is decimal text.
 */
record OrderView(@Nullable UUID id, Owner tenant, String customerRef, String status, String currency, String total,
		Set<String> tags, List<Line> lines, String placedBy,
		@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSX", timezone = "UTC") Instant createdAt) {

	static OrderView of(Order order, Tenant tenant) {
		return new OrderView(order.id(), new Owner(tenant.id().value(), tenant.slug()), order.customerRef(),
				order.status(), order.currency(), order.total().setScale(2).toPlainString(), order.tags(),
				order.lines().stream().map(Line::of).toList(), order.placedBy(), order.createdAt());
	}

	record Owner(UUID id, String slug) {

	}

	record Line(String sku, int quantity, String unitPrice) {

		static Line of(OrderLine line) {
			return new Line(line.sku(), line.quantity(), line.unitPrice().setScale(2).toPlainString());
		}

	}

}
