package io.stratum.sample.order;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.stratum.access.Scope;
import io.stratum.security.RequiresPermission;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import io.stratum.web.CurrentTenant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Orders over HTTP.
 */
@RestController
@RequestMapping("/orders")
@RequiresScope(Scope.READ)
class OrderController {

	private final OrderDesk desk;

	private final Tenants tenants;

	OrderController(OrderDesk desk, Tenants tenants) {
		this.desk = desk;
		this.tenants = tenants;
	}

	@GetMapping
	@RequiresPermission("orders.read")
	Page list(@CurrentTenant Tenant tenant, @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(defaultValue = "self") @Pattern(regexp = "self|subtree") String scope) {
		OrderCursor start = OrderCursor.parse(cursor);
		List<Order> found = scope.equals("self") ? this.desk.newest(start, limit + 1)
				: this.desk.newestBelow(tenant.id(), start, limit + 1);
		boolean more = found.size() > limit;
		List<Order> shown = more ? found.subList(0, limit) : found;
		return new Page(shown.stream().map((order) -> OrderView.of(order, owner(order))).toList(),
				more ? OrderCursor.after(shown.get(limit - 1)) : null, more);
	}

	@GetMapping("/{id}")
	@RequiresPermission("orders.read")
	OrderView get(@CurrentTenant Tenant tenant, @PathVariable UUID id) {
		return OrderView.of(this.desk.get(id), tenant);
	}

	@PostMapping
	@RequiresScope(Scope.WRITE)
	@RequiresPermission("orders.place")
	ResponseEntity<OrderView> place(@CurrentTenant Tenant tenant, @Valid @RequestBody NewOrder order) {
		OrderView placed = OrderView.of(this.desk.place(order), tenant);
		return ResponseEntity
			.created(ServletUriComponentsBuilder.fromCurrentRequestUri().path("/{id}").build(placed.id()))
			.body(placed);
	}

	@PostMapping("/{id}/approve")
	@RequiresScope(Scope.WRITE)
	@RequiresPermission("orders.approve")
	OrderView approve(@CurrentTenant Tenant tenant, @PathVariable UUID id) {
		this.desk.approve(Approval.of(id, this.desk.get(id)));
		return OrderView.of(this.desk.get(id), tenant);
	}

	private Tenant owner(Order order) {
		return this.tenants.find(new TenantId(Objects.requireNonNull(order.tenantId()))).orElseThrow();
	}

	/**
	 * A page of orders, newest first.
	 */
	record Page(List<OrderView> data, @Nullable String nextCursor, boolean hasMore) {

	}

}
