package io.stratum.sample.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CascadeType;
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
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a customer of the tenant ordered.
 */
@Entity
@Table(name = "orders")
class Order {

	@Id
	@UuidGenerator(style = UuidGenerator.Style.VERSION_7)
	private @Nullable UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String customerRef = "";

	private String status = "placed";

	private String currency = "";

	private BigDecimal total = BigDecimal.ZERO;

	private String placedBy = "";

	private Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	@Version
	private long version;

	@ElementCollection(fetch = FetchType.EAGER)
	@CollectionTable(name = "order_tag", joinColumns = @JoinColumn(name = "order_id"))
	@Column(name = "tag")
	private Set<String> tags = new TreeSet<>();

	@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
	@JoinColumn(name = "order_id", nullable = false)
	@OrderColumn(name = "position")
	private List<OrderLine> lines = new ArrayList<>();

	protected Order() {
	}

	Order(String customerRef, String currency, String placedBy, Set<String> tags, List<OrderLine> lines) {
		this.customerRef = customerRef;
		this.currency = currency;
		this.placedBy = placedBy;
		this.tags.addAll(tags);
		this.lines.addAll(lines);
		this.total = lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	@Nullable UUID tenantId() {
		return this.tenantId;
	}

	Order approve() {
		if (!this.status.equals("placed")) {
			throw new OrderNotPlacedException();
		}
		this.status = "approved";
		return this;
	}

	@Nullable UUID id() {
		return this.id;
	}

	String customerRef() {
		return this.customerRef;
	}

	String status() {
		return this.status;
	}

	String currency() {
		return this.currency;
	}

	BigDecimal total() {
		return this.total;
	}

	String placedBy() {
		return this.placedBy;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	List<OrderLine> lines() {
		return this.lines;
	}

	Set<String> tags() {
		return this.tags;
	}

}
