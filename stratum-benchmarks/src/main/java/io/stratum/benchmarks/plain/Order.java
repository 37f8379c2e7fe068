package io.stratum.benchmarks.plain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * An order of the sample's tables, its tenant an attribute as any other.
 */
@Entity
@Table(name = "orders")
class Order {

	@Id
	private UUID id = new UUID(0, 0);

	private UUID tenantId = new UUID(0, 0);

	private String customerRef = "";

	private String status = "";

	private String currency = "";

	private BigDecimal total = BigDecimal.ZERO;

	private String placedBy = "";

	private Instant createdAt = Instant.EPOCH;

	@Version
	private long version;

	@ElementCollection(fetch = FetchType.EAGER)
	@CollectionTable(name = "order_tag", joinColumns = @JoinColumn(name = "order_id"))
	@Column(name = "tag")
	private Set<String> tags = new TreeSet<>();

	@OneToMany(fetch = FetchType.EAGER)
	@JoinColumn(name = "order_id", nullable = false)
	@OrderColumn(name = "position")
	private List<OrderLine> lines = new ArrayList<>();

	OrderView view() {
		return new OrderView(this.id, new OrderView.Owner(this.tenantId, "acme"), this.customerRef, this.status,
				this.currency, this.total.setScale(2).toPlainString(), this.tags,
				this.lines.stream().map(OrderLine::view).toList(), this.placedBy, this.createdAt);
	}

}
