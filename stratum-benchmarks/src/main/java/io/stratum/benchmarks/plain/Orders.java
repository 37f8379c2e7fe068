package io.stratum.benchmarks.plain;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

/**
 * Orders of every tenant; whoever asks names his.
 */
interface Orders extends Repository<Order, UUID> {

	/**
	 * Finds an order.
	 * @param tenantId whose
	 * @param id its id
	 * @return the order, or empty
	 */
	Optional<Order> findByTenantIdAndId(UUID tenantId, UUID id);

}
