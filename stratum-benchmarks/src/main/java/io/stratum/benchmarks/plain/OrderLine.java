package io.stratum.benchmarks.plain;

import java.math.BigDecimal;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * One product of an order.
 */
@Entity
@Table(name = "order_line")
class OrderLine {

	@Id
	private UUID id = new UUID(0, 0);

	private String sku = "";

	private int quantity;

	private BigDecimal unitPrice = BigDecimal.ZERO;

	UUID id() {
		return this.id;
	}

	OrderView.Line view() {
		return new OrderView.Line(this.sku, this.quantity, this.unitPrice.setScale(2).toPlainString());
	}

}
