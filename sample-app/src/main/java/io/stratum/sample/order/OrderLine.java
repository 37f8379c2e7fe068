package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order.
 */
@Entity
@Table(name = "order_line")
class OrderLine {

	@Id
	@UuidGenerator(style = UuidGenerator.Style.VERSION_7)
	private @Nullable UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String sku = "";

	private int quantity;

	private BigDecimal unitPrice = BigDecimal.ZERO;

	protected OrderLine() {
	}

	OrderLine(String sku, int quantity, BigDecimal unitPrice) {
		this.sku = sku;
		this.quantity = quantity;
		this.unitPrice = unitPrice;
	}

	BigDecimal amount() {
		return this.unitPrice.multiply(BigDecimal.valueOf(this.quantity));
	}

	String sku() {
		return this.sku;
	}

	int quantity() {
		return this.quantity;
	}

	BigDecimal unitPrice() {
		return this.unitPrice;
	}

}
