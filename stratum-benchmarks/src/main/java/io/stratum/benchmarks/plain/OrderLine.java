package io.stratum.benchmarks.plain;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * One product of an order.
 */
@Entity
@Table(name = "order_line")
class OrderLine extends LineFields {

}
