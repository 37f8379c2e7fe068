package io.stratum.sample.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The orders of whoever is asking.
 */
@TenantScoped
interface Orders extends Repository<Order, UUID> {

	/**
	 * Stores an order.
	 * @param order the order
	 * @return the stored order
	 */
	Order save(Order order);

	/**
	 * Finds an order.
	 * @param id its id
	 * @return the order, or empty, also for an order of somebody else
	 */
	Optional<Order> findById(UUID id);

	/**
	 * Tells whether an order was taken before.
	 * @param customerRef the customer's own number of it
	 * @return whether there is one
	 */
	boolean existsByCustomerRef(String customerRef);

	/**
	 * Lists orders, newest first.
	 * @param createdAt only older ones, or as old with a smaller id
	 * @param id id to compare with
	 * @param limit most orders returned
	 * @return the orders
	 */
	@Query("""
			select o from Order o
			where o.createdAt < :createdAt or (o.createdAt = :createdAt and o.id < :id)
			order by o.createdAt desc, o.id desc
			""")
	List<Order> before(Instant createdAt, UUID id, Limit limit);

}
