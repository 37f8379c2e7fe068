package io.stratum.sample.order;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.config.TenantConfig;
import io.stratum.isolation.subtree.Subtree;
import io.stratum.sample.DeskConfig;
import io.stratum.security.Authorize;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes and finds the orders of the tenant it works for.
 */
@Service
public class OrderDesk {

	private final Orders orders;

	private final Products products;

	private final TenantContext context;

	private final TenantConfig config;

	private final OrderLimit limit;

	private final Subtree subtree;

	OrderDesk(Orders orders, Products products, TenantContext context, TenantConfig config, OrderLimit limit,
			Subtree subtree) {
		this.orders = orders;
		this.products = products;
		this.context = context;
		this.config = config;
		this.limit = limit;
		this.subtree = subtree;
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
		this.limit.check(order.total());
		return this.orders.save(new Order(order.customerRef(), this.config.get(DeskConfig.CURRENCY),
				this.context.caller().name(), Objects.requireNonNullElse(order.tags(), Set.of()),
				order.lines().stream().map(NewOrder.Line::toLine).toList()));
	}

	@Transactional(readOnly = true)
	Order get(UUID id) {
		return this.orders.findById(id).orElseThrow(OrderNotFoundException::new);
	}

	/**
	 * Approves an order, if policies allow it for an order like this.
	 */
	@Transactional
	@Authorize(resource = "order", action = "approve", of = "seen")
	public void approve(Approval seen) {
		this.orders.save(get(seen.id()).approve());
	}

	@Transactional(readOnly = true)
	List<Order> newest(OrderCursor cursor, int limit) {
		return this.orders.before(cursor.createdAt(), cursor.id(), Limit.of(limit));
	}

	/**
	 * Lists the orders of a tenant and all below it, wherever their rows are.
	 */
	List<Order> newestBelow(TenantId top, OrderCursor cursor, int limit) {
		return this.subtree.gather(top, (sql) -> this.orders.before(cursor.createdAt(), cursor.id(), Limit.of(limit)))
			.stream()
			.flatMap((place) -> place.answer().stream())
			.sorted(Comparator.comparing(Order::createdAt).thenComparing(Order::id).reversed())
			.limit(limit)
			.toList();
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
