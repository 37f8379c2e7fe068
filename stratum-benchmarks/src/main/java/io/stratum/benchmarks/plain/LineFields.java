package io.stratum.benchmarks.plain;

import java.math.BigDecimal;
import java.util.UUID;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * What a product of an order is in each application.
 */
@MappedSuperclass
public abstract class LineFields {

	@Id
	private UUID id = new UUID(0, 0);

	private String sku = "";

	private int quantity;

	private BigDecimal unitPrice = BigDecimal.ZERO;

	OrderView.Line view() {
		return new OrderView.Line(this.sku, this.quantity, this.unitPrice.setScale(2).toPlainString());
	}

}
