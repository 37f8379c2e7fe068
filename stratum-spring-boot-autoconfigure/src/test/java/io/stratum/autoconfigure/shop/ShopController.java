package io.stratum.autoconfigure.shop;

import java.util.List;
import java.util.Optional;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.web.CurrentTenant;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShopController {

	private final Orders orders;

	private final TenantContext context;

	ShopController(Orders orders, TenantContext context) {
		this.orders = orders;
		this.context = context;
	}

	@GetMapping({ "/who", "/t/{tenant}/who" })
	String who(@CurrentTenant Optional<Tenant> tenant) {
		Caller caller = this.context.caller();
		return tenant.map(Tenant::slug).orElse("unbound") + " " + caller.type().wireName() + " "
				+ Scope.wireNames(caller.scopes());
	}

	@GetMapping("/orders")
	List<String> orders() {
		return this.orders.findAll().stream().map(Order::sku).toList();
	}

	@PostMapping("/orders")
	@RequiresScope(Scope.WRITE)
	String place(@RequestParam String sku) {
		return this.orders.save(new Order(sku)).sku();
	}

}
