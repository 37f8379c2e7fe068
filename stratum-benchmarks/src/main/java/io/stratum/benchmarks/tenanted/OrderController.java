package io.stratum.benchmarks.tenanted;

import java.util.UUID;

import io.stratum.benchmarks.plain.OrderView;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Orders over HTTP.
 */
@RestController
class OrderController {

	private final Orders orders;

	OrderController(Orders orders) {
		this.orders = orders;
	}

	@GetMapping("/orders/{id}")
	@Transactional(readOnly = true)
	public OrderView get(@PathVariable UUID id) {
		return this.orders.findById(id)
			.map(Order::view)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
