package io.stratum.sample.order;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.tenant.TenantContext;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes and finds the orders of the tenant it works for.
 */
@Service
public class OrderDesk {

	private static final String CURRENCY = "EUR";

	private final Orders orders;

	private final Products products;

	private final TenantContext context;

	OrderDesk(Orders orders, Products products, TenantContext context) {
		this.orders = orders;
		this.products = products;
		this.context = context;
	}

	/**
	 * Takes an order unless one of the same reference is there.
	 * @param order what is ordered
	 */
	@Transactional
	public void takeOnce(NewOrder order) {
		if (!this.orders.existsByCustomerRef(order.customerRef())) {
			place(order);
		}
	}

	@Transactional
	Order place(NewOrder order) {
		requireKnownProducts(order);
		return this.orders.save(new Order(order.customerRef(), CURRENCY, this.context.caller().name(),
				Objects.requireNonNullElse(order.tags(), Set.of()),
				order.lines().stream().map(NewOrder.Line::toLine).toList()));
	}

	@Transactional(readOnly = true)
	Order get(UUID id) {
		return this.orders.findById(id).orElseThrow(OrderNotFoundException::new);
	}

	@Transactional(readOnly = true)
	List<Order> newest(OrderCursor cursor, int limit) {
		return this.orders.before(cursor.createdAt(), cursor.id(), Limit.of(limit));
	}

	private void requireKnownProducts(NewOrder order) {
		Set<String> unknown = new HashSet<>(order.lines().stream().map(NewOrder.Line::sku).toList());
		unknown.removeAll(this.products.known(Set.copyOf(unknown)));
		if (!unknown.isEmpty()) {
			throw new InvalidInputException(unknown.stream()
				.map((sku) -> new Issue("lines[].sku", "The product '" + sku + "' is not on the price list.",
						"unknown"))
				.toList());
		}
	}

}
