package io.stratum.autoconfigure.messaging;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import org.slf4j.MDC;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a listener does with messages: it remembers for whom they came, and places orders.
 */
class MessageDesk {

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final Orders orders;

	private final TransactionTemplate transactions;

	MessageDesk(Orders orders, TransactionTemplate transactions) {
		this.orders = orders;
		this.transactions = transactions;
	}

	/**
	 * Handles one message; one that says so fails at its first attempt.
	 */
	void handle(String sku, Optional<String> tenant) {
		this.heard.add(sku + " " + tenant.orElse("nobody") + " " + MDC.get("tenant"));
		if (sku.startsWith("fails") && this.failures.getAndIncrement() == 0) {
			throw new IllegalStateException("once");
		}
		tenant.ifPresent((slug) -> this.transactions.executeWithoutResult((open) -> this.orders.save(new Order(sku))));
	}

	void handle(Collection<String> skus, Optional<String> tenant) {
		this.heard.add(String.join(",", skus) + " " + tenant.orElse("nobody") + " " + MDC.get("tenant"));
	}

	void dead(String sku) {
		this.heard.add("dead " + sku);
	}

	String next() {
		try {
			return String.valueOf(this.heard.poll(5, TimeUnit.MINUTES));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void forget() {
		this.heard.clear();
		this.failures.set(0);
	}

	List<String> placed() {
		return this.orders.findAll().stream().map(Order::sku).toList();
	}

}
