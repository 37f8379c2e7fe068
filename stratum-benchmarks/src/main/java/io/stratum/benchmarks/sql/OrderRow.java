package io.stratum.benchmarks.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * What every order has, whoever keeps it apart from those of others.
 */
@MappedSuperclass
abstract class OrderRow {

	@Id
	private UUID id = new UUID(0, 0);

	private String customer = "";

	private String status = "placed";

	private BigDecimal total = BigDecimal.TEN;

	private Instant createdAt = Instant.EPOCH;

	OrderRow place(UUID id, String customer) {
		this.id = id;
		this.customer = customer;
		this.createdAt = Instant.now();
		return this;
	}

	UUID id() {
		return this.id;
	}

	String customer() {
		return this.customer;
	}

	void ship() {
		this.status = this.status.equals("shipped") ? "placed" : "shipped";
	}

	String status() {
		return this.status;
	}

	BigDecimal total() {
		return this.total;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
