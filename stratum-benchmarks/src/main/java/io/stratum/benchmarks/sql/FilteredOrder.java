package io.stratum.benchmarks.sql;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * An order of shared tables whose every query names the tenant by hand.
 */
@Entity
@Table(name = "orders_by_hand", schema = "plain")
class FilteredOrder extends OrderRow {

	private @Nullable UUID tenantId;

	protected FilteredOrder() {
	}

	FilteredOrder(UUID tenantId) {
		this.tenantId = tenantId;
	}

	@Nullable UUID tenantId() {
		return this.tenantId;
	}

}
