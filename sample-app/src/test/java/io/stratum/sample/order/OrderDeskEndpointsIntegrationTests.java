package io.stratum.sample.order;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.NewApiKey;
import io.stratum.access.Scope;
import io.stratum.permission.PermissionGrant;
import io.stratum.permission.Permissions;
import io.stratum.tenant.Tenant;
import io.stratum.test.StratumTest;
import io.stratum.test.endpoint.EndpointIsolationContract;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@StratumTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.seed=false")
class OrderDeskEndpointsIntegrationTests extends EndpointIsolationContract {

	private static final List<String> PERMISSIONS = List.of("orders.read", "orders.place", "orders.approve",
			"reports.read");

	private static final String ORDER = """
			{"customer_ref": "GX-1", "lines": [{"sku": "BOLT-8", "quantity": 10, "unit_price": "12.99"}]}
			""";

	private final ApplicationContext application;

	OrderDeskEndpointsIntegrationTests(@Autowired ApplicationContext application) {
		super(application);
		this.application = application;
	}

	@Override
	protected Map<String, String> credentials(Tenant tenant) {
		Permissions permissions = this.application.getBean(Permissions.class);
		if (permissions.policies(tenant.id()).isEmpty()) {
			PERMISSIONS.forEach((key) -> permissions.grant(tenant.id(), PermissionGrant.of(key)));
		}
		ApiKeySettings settings = ApiKeySettings.DEFAULTS.scoped(Set.of(Scope.READ, Scope.WRITE));
		return Map.of("X-API-Key",
				this.application.getBean(ApiKeys.class).create(NewApiKey.of(tenant.id(), settings)).plaintext());
	}

	@Override
	protected Map<String, String> givenRowsOf(Tenant globex) {
		String export = UUID.randomUUID().toString();
		this.application.getBean(JdbcClient.class)
			.sql("insert into export (id, status) values (?::uuid, 'done')")
			.param(export)
			.update();
		return Map.of("/orders/{id}", post(globex, "/orders", ORDER), "/exports/{id}", export);
	}

	@Override
	protected String body(String endpoint) {
		return endpoint.equals("POST /orders") ? ORDER : "{}";
	}

}
