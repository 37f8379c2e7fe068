package io.stratum.benchmarks.tenanted;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.stratum.benchmarks.plain.OrderFields;
import io.stratum.benchmarks.plain.OrderView;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;

/**
 * An order that belongs to its tenant.
 */
@Entity
@Table(name = "orders")
class Order extends OrderFields {

	@TenantId
	private UUID tenantId = new UUID(0, 0);

	@OneToMany(fetch = FetchType.EAGER)
	@JoinColumn(name = "order_id", nullable = false)
	@OrderColumn(name = "position")
	private List<OrderLine> lines = new ArrayList<>();

	OrderView view() {
		return view(this.tenantId, this.lines);
	}

}
