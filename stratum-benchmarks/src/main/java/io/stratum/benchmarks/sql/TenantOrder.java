package io.stratum.benchmarks.sql;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An order as Stratum has it: the tenant is nobody's business.
 */
@Entity
@Table(name = "orders")
class TenantOrder extends OrderRow {

	@TenantId
	private @Nullable UUID tenantId;

	protected TenantOrder() {
	}

	@Nullable UUID tenantId() {
		return this.tenantId;
	}

}
