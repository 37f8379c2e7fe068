package io.stratum.sample.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.NewApiKey;
import io.stratum.access.Scope;
import io.stratum.sample.order.NewOrder;
import io.stratum.sample.order.OrderDesk;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Makes the tenants, orders and keys of a first start; each step is made once.
 */
@Component
@ConditionalOnBooleanProperty(name = "sample.seed", matchIfMissing = true)
class DemoSeed implements ApplicationRunner {

	private final Tenants tenants;

	private final ApiKeys keys;

	private final DemoRules rules;

	private final OrderDesk desk;

	private final TenantContext context;

	private final KeyBoard board;

	DemoSeed(Tenants tenants, ApiKeys keys, DemoRules rules, OrderDesk desk, TenantContext context, KeyBoard board) {
		this.tenants = tenants;
		this.keys = keys;
		this.rules = rules;
		this.desk = desk;
		this.context = context;
		this.board = board;
	}

	@Override
	public void run(ApplicationArguments args) {
		Tenant platform = tenant(null, "orderdesk", "Order Desk");
		Tenant northstar = tenant(platform, "northstar", "Northstar Resale");
		Tenant initech = tenant(northstar, "initech", "Initech");
		Tenant acme = tenant(northstar, "acme", "Acme Corp", IsolationStrategy.SCHEMA);
		Tenant globex = tenant(northstar, "globex", "Globex", IsolationStrategy.DATABASE);
		Tenant southgate = tenant(platform, "southgate", "Southgate Resale");
		this.rules.apply(platform, northstar, List.of(initech, globex), acme);
		orders(northstar, order("NS-1", 5, 5));
		orders(initech, order("IN-1", 10, 2), order("IN-2", 18, 4));
		orders(acme, order("AC-1", 30, 20), order("AC-2", 50, 18), order("AC-3", 25, 0));
		orders(globex,
				List.of(new NewOrder("GX-1", Set.of(), List.of(line("BOLT-8", 1, "480.50"))), order("GX-2", 50, 0)));
		orders(southgate, List.of(new NewOrder("SG-1", Set.of(), List.of(line("BOLT-8", 1, "999.00")))));
		key(null, "operator", Scope.ADMIN, Scope.REVEAL);
		key(platform, "orderdesk admin", Scope.ADMIN);
		key(northstar, "northstar admin", Scope.ADMIN);
		key(initech, "initech write", Scope.READ, Scope.WRITE);
		key(acme, "acme write", Scope.READ, Scope.WRITE);
		key(acme, "acme read", Scope.READ);
		key(globex, "globex write", Scope.READ, Scope.WRITE);
		key(southgate, "southgate admin", Scope.ADMIN);
		this.board.print();
	}

	private Tenant tenant(@Nullable Tenant parent, String slug, String name) {
		return tenant(parent, slug, name, IsolationStrategy.SHARED);
	}

	private Tenant tenant(@Nullable Tenant parent, String slug, String name, IsolationStrategy strategy) {
		NewTenant fresh = (parent != null) ? NewTenant.childOf(parent.id(), slug, name) : NewTenant.root(slug, name);
		return this.tenants.findBySlug(slug).orElseGet(() -> this.tenants.create(fresh.isolatedBy(strategy)));
	}

	private void orders(Tenant tenant, NewOrder... orders) {
		orders(tenant, List.of(orders));
	}

	private void orders(Tenant tenant, List<NewOrder> orders) {
		this.context.runAs(tenant, () -> orders.forEach((order) -> this.desk.takeOnce(order)));
	}

	private void key(@Nullable Tenant tenant, String name, Scope... scopes) {
		TenantId owner = (tenant != null) ? tenant.id() : null;
		boolean exists = this.keys.list(owner, null, 1000)
			.stream()
			.anyMatch((key) -> name.equals(key.settings().name()));
		if (!exists) {
			this.board.add(name,
					this.keys
						.create(new NewApiKey(owner, ApiKeySettings.DEFAULTS.named(name).scoped(scopes), null, true))
						.plaintext());
		}
	}

	private static NewOrder order(String reference, int bolts, int nuts) {
		List<NewOrder.Line> lines = new ArrayList<>(List.of(line("BOLT-8", bolts, "10.00")));
		if (nuts > 0) {
			lines.add(line("NUT-8", nuts, "5.00"));
		}
		return new NewOrder(reference, Set.of(), lines);
	}

	private static NewOrder.Line line(String sku, int quantity, String price) {
		return new NewOrder.Line(sku, quantity, new BigDecimal(price));
	}

}
