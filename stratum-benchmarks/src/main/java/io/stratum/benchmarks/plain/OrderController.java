package io.stratum.benchmarks.plain;

import java.util.Objects;
import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
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
	public OrderView get(Authentication caller, @PathVariable UUID id) {
		UUID tenant = (UUID) Objects.requireNonNull(caller.getPrincipal());
		return this.orders.findByTenantIdAndId(tenant, id)
			.map(Order::view)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
