package io.stratum.benchmarks.plain;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Orders of every tenant; whoever asks names his.
 */
interface Orders extends Repository<Order, UUID> {

	/**
	 * Finds an order, with all that belongs to it in one statement.
	 * @param tenantId whose
	 * @param id its id
	 * @return the order, or empty
	 */
	@Query("""
			select o from Order o
			left join fetch o.tags
			left join fetch o.lines
			where o.tenantId = :tenantId and o.id = :id
			""")
	Optional<Order> findByTenantIdAndId(UUID tenantId, UUID id);

}
