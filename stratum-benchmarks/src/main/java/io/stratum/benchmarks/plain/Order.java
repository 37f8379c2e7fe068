package io.stratum.benchmarks.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;

/**
 * An order of the sample's tables, its tenant an attribute as any other.
 */
@Entity
@Table(name = "orders")
class Order extends OrderFields {

	private UUID tenantId = new UUID(0, 0);

	@OneToMany(fetch = FetchType.EAGER)
	@JoinColumn(name = "order_id", nullable = false)
	@OrderColumn(name = "position")
	private List<OrderLine> lines = new ArrayList<>();

	OrderView view() {
		return view(this.tenantId, this.lines);
	}

}
