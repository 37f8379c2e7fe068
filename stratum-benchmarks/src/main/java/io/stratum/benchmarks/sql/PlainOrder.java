package io.stratum.benchmarks.sql;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * An order of an application that knows no tenants.
 */
@Entity
@Table(name = "orders")
class PlainOrder extends OrderRow {

	protected PlainOrder() {
	}

}
