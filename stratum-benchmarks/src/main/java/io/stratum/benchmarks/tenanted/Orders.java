package io.stratum.benchmarks.tenanted;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

/**
 * Orders of the bound tenant.
 */
interface Orders extends Repository<Order, UUID> {

	/**
	 * Finds an order.
	 * @param id its id
	 * @return the order, or empty
	 */
	Optional<Order> findById(UUID id);

}
