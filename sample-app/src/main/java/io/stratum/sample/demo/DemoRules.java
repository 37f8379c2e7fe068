package io.stratum.sample.demo;

import java.util.List;

import io.stratum.Stratum;
import io.stratum.config.ConfigChange;
import io.stratum.permission.DelegationMode;
import io.stratum.permission.PermissionGrant;
import io.stratum.policy.Condition;
import io.stratum.policy.NewPolicy;
import io.stratum.policy.Operator;
import io.stratum.sample.DeskConfig;
import io.stratum.tenant.Tenant;
import org.springframework.stereotype.Component;

/**
 * The config, permissions and policies of a first start.
 */
@Component
class DemoRules {

	private static final List<String> PERMISSIONS = List.of("orders.read", "orders.place", "orders.approve",
			"reports.read");

	private final Stratum stratum;

	DemoRules(Stratum stratum) {
		this.stratum = stratum;
	}

	void apply(Tenant platform, Tenant reseller, List<Tenant> customersWithoutApproval, Tenant customer) {
		config(platform, ConfigChange.of(DeskConfig.CURRENCY.name(), "EUR").locked(true));
		config(reseller, ConfigChange.of(DeskConfig.ORDER_LIMIT.name(), 1000));
		config(reseller, ConfigChange.of(DeskConfig.COLOUR.name(), "#0a7d55"));
		config(customer, ConfigChange.of(DeskConfig.ORDER_LIMIT.name(), 600));
		config(customer, ConfigChange.of(DeskConfig.ERP_TOKEN.name(), "demo-erp-token"));
		PERMISSIONS.forEach((key) -> grant(platform, PermissionGrant.of(key).inMode(DelegationMode.DELEGATED)));
		customersWithoutApproval.forEach((tenant) -> grant(tenant, PermissionGrant.of("orders.approve").worth(false)));
		policies(reseller);
	}

	private void config(Tenant tenant, ConfigChange change) {
		if (this.stratum.config().findOwn(tenant.id(), change.key()).isEmpty()) {
			this.stratum.config().set(tenant.id(), change);
		}
	}

	private void grant(Tenant tenant, PermissionGrant grant) {
		boolean granted = this.stratum.permissions()
			.policies(tenant.id())
			.stream()
			.anyMatch((policy) -> policy.key().equals(grant.key()));
		if (!granted) {
			this.stratum.permissions().grant(tenant.id(), grant);
		}
	}

	private void policies(Tenant tenant) {
		if (this.stratum.policies().own(tenant.id()).isEmpty()) {
			this.stratum.inTransaction(() -> {
				this.stratum.policies().create(tenant.id(), NewPolicy.allow("anybody", "order", "approve"));
				return this.stratum.policies()
					.create(tenant.id(), NewPolicy.deny("too much", "order", "approve")
						.when(Condition.of("resource.total", Operator.GT, 500)));
			});
		}
	}

}
