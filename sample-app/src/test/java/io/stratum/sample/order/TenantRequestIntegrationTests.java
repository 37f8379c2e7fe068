package io.stratum.sample.order;

import io.stratum.access.Scope;
import io.stratum.permission.PermissionGrant;
import io.stratum.permission.Permissions;
import io.stratum.tenant.Tenants;
import io.stratum.test.StratumTest;
import io.stratum.test.TwoTenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.stratum.test.request.TenantRequest.apiKey;
import static io.stratum.test.request.TenantRequest.apiKeyOf;
import static io.stratum.test.request.TenantRequest.tenant;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

@StratumTest(properties = { "sample.seed=false", "stratum.security.api-key.header=X-Desk-Key",
		"stratum.web.resolution.header.name=X-Desk" })
@AutoConfigureMockMvc
class TenantRequestIntegrationTests {

	@Autowired
	private MockMvc mvc;

	@BeforeEach
	void letAcmeRead(@Autowired Tenants tenants, @Autowired Permissions permissions) {
		TwoTenants cast = TwoTenants.in(tenants);
		if (permissions.policies(cast.acme().id()).isEmpty()) {
			permissions.grant(cast.acme().id(), PermissionGrant.of("orders.read"));
		}
	}

	@Test
	void keyOfATenantLetsItIn() throws Exception {
		this.mvc.perform(get("/me").with(apiKeyOf("acme", Scope.READ)))
			.andExpect(status().isOk())
			.andExpect(jsonPath("$.tenant.slug").value("acme"));
	}

	@Test
	void keyAllowsWhatItsScopesSay() throws Exception {
		this.mvc.perform(get("/orders").with(apiKeyOf("acme", Scope.READ))).andExpect(status().isOk());
		this.mvc.perform(get("/orders").with(apiKeyOf("acme", Scope.REVEAL))).andExpect(status().isForbidden());
	}

	@Test
	void forgedKeyIsRefused() throws Exception {
		this.mvc.perform(get("/me").with(apiKey("sk_live_forged"))).andExpect(status().isUnauthorized());
	}

	@Test
	void nameOfAStrangerIsRefused() throws Exception {
		this.mvc.perform(get("/orders").with(apiKeyOf("acme", Scope.READ)).with(tenant("globex")))
			.andExpect(status().isForbidden());
	}

	@Test
	void nameProvesNothing() throws Exception {
		this.mvc.perform(get("/orders").with(tenant("acme"))).andExpect(status().isUnauthorized());
	}

	@Test
	void clientShowsTheKeyOnce(@Autowired ApplicationContext application) {
		RestTestClient client = RestTestClient.bindTo(this.mvc).build();
		client.get()
			.uri("/me")
			.headers(apiKeyOf("acme", Scope.READ).in(application))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.tenant.slug")
			.isEqualTo("acme");
		client.get().uri("/me").exchange().expectStatus().isUnauthorized();
	}

}
