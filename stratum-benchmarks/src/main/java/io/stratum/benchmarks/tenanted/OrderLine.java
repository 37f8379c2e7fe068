package io.stratum.benchmarks.tenanted;

import java.util.UUID;

import io.stratum.benchmarks.plain.LineFields;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;

/**
 * One product of an order.
 */
@Entity
@Table(name = "order_line")
class OrderLine extends LineFields {

	@TenantId
	private UUID tenantId = new UUID(0, 0);

}
