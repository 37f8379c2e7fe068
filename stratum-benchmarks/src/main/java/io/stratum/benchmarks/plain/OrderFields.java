package io.stratum.benchmarks.plain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/**
 * What an order is in each application, whoever says whose it is.
 */
@MappedSuperclass
public abstract class OrderFields {

	@Id
	private UUID id = new UUID(0, 0);

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

	/**
	 * Makes the answer to a client.
	 * @param tenant whose order it is
	 * @param lines its products
	 * @return the order as a client reads it
	 */
	protected OrderView view(UUID tenant, List<? extends LineFields> lines) {
		return new OrderView(this.id, new OrderView.Owner(tenant, "acme"), this.customerRef, this.status, this.currency,
				this.total.setScale(2).toPlainString(), this.tags, lines.stream().map(LineFields::view).toList(),
				this.placedBy, this.createdAt);
	}

}
