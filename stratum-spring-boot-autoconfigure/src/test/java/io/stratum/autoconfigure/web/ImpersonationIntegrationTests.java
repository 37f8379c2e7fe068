package io.stratum.autoconfigure.web;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.engine.EngineDatabase;
import io.stratum.permission.PermissionGrant;
import io.stratum.permission.Permissions;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.web.ImpersonationPermission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.ConfigurableWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpersonationIntegrationTests {

	private ConfigurableWebApplicationContext application;

	private MockMvcTester mvc;

	private Cast cast;

	private String admin;

	@BeforeAll
	void start() {
		this.application = (ConfigurableWebApplicationContext) new SpringApplicationBuilder(HelpDesk.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0", "stratum.web.impersonation.enabled=true",
					"stratum.web.impersonation.max-scope=write")
			.run();
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(this.application).apply(springSecurity());
		this.mvc = MockMvcTester.create(builder.build());
		this.cast = new Cast(this.application);
		this.admin = this.cast.key(this.cast.acme, Scope.ADMIN, Scope.REVEAL);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@AfterEach
	void permitAgain() {
		this.application.getBean(HelpDesk.class).permitted = true;
	}

	@Test
	void actsAsATenantBelowWithScopesCutAndNeverReveal() {
		assertThat(acting(this.admin, "acme_emea")).hasStatusOk().bodyText().isEqualTo("acme_emea api_key [write]");
		assertThat(acting(this.admin, this.cast.sales.id().toString())).bodyText().startsWith("acme_emea_sales");
	}

	@Test
	void actorAndSubjectStandInTheLogAndInTheAudit() {
		long before = entries(this.cast.sales);
		MvcTestResult result = acting("/log", this.admin, "acme_emea_sales", (request) -> request);
		assertThat(result).hasStatusOk().bodyText().isEqualTo("acme_emea_sales " + this.cast.sales.id() + " true");
		assertThat(entries(this.cast.sales)).isEqualTo(before + 1);
		Map<String, Object> entry = this.application.getBean(EngineDatabase.class).jdbc().sql("""
				select reason, subject_id::text as subject, actor_type
				from stratum.audit_log
				where action = 'tenant.impersonated' and tenant_id = ?
				order by seq desc
				limit 1
				""").param(this.cast.sales.id().value()).query().singleRow();
		assertThat(entry).containsEntry("reason", "ticket 7")
			.containsEntry("subject", this.cast.sales.id().toString())
			.containsEntry("actor_type", "api_key");
	}

	@Test
	void onlyTenantsStrictlyBelowMayBeNamed() {
		for (String name : new String[] { "acme", "globex", "nobody", "No!", "" }) {
			assertDenied(acting(this.admin, name));
		}
		String operatorLike = this.cast.key(this.cast.sales, Scope.ADMIN);
		assertDenied(acting(operatorLike, "acme_emea"));
	}

	@Test
	void everyDenialIsEqualByteForByte() {
		byte[] body = acting(this.admin, "globex").getResponse().getContentAsByteArray();
		assertThat(acting(this.admin, "nobody").getResponse().getContentAsByteArray()).isEqualTo(body);
	}

	@Test
	void adminAndThePermissionAreBothNeeded() {
		assertDenied(acting(this.cast.key(this.cast.acme, Scope.WRITE), "acme_emea"));
		this.application.getBean(HelpDesk.class).permitted = false;
		assertDenied(acting(this.admin, "acme_emea"));
	}

	@Test
	void permissionOfTheCallersOwnTenantDecidesWhereTheApplicationDoesNot() {
		WebApplicationContextRunner runner = new WebApplicationContextRunner()
			.withUserConfiguration(ShopApplication.class)
			.withPropertyValues(new ShopDatabase().properties())
			.withPropertyValues("stratum.web.impersonation.enabled=true");
		runner.run((started) -> {
			Cast own = new Cast(started);
			MockMvcTester asking = MockMvcTester
				.create(((DefaultMockMvcBuilder) MockMvcBuilders.webAppContextSetup(started)).apply(springSecurity())
					.build());
			String key = own.key(own.acme, Scope.ADMIN);
			assertDenied(acting(asking, key, "acme_emea"));
			Permissions permissions = started.getBean(Permissions.class);
			permissions.grant(own.emea.id(), PermissionGrant.of("stratum.impersonate"));
			assertDenied(acting(asking, key, "acme_emea"));
			permissions.grant(own.acme.id(), PermissionGrant.of("stratum.impersonate"));
			assertThat(acting(asking, key, "acme_emea")).hasStatusOk().bodyText().isEqualTo("acme_emea api_key [read]");
			assertDenied(acting(asking, own.key(own.globex, Scope.ADMIN), "acme_emea"));
		});
	}

	private static MvcTestResult acting(MockMvcTester asking, String key, String tenant) {
		return asking.get()
			.uri("/who")
			.header("X-API-Key", key)
			.header("X-Impersonate-Tenant", tenant)
			.header("X-Impersonation-Reason", "ticket 8")
			.exchange();
	}

	@Test
	void reasonIsNeeded() {
		assertDenied(this.mvc.get()
			.uri("/who")
			.header("X-API-Key", this.admin)
			.header("X-Impersonate-Tenant", "acme_emea")
			.exchange());
		assertDenied(
				acting("/who", this.admin, "acme_emea", (request) -> request.header("X-Impersonate-Tenant", "acme")));
	}

	@Test
	void namingATenantBesidesIsRefused() {
		assertDenied(
				acting("/who", this.admin, "acme_emea_sales", (request) -> request.header("X-Tenant-ID", "acme_emea")));
	}

	@Test
	void sleepingTenantIsNotActedAs() {
		this.cast.status(this.cast.sales, "suspended");
		try {
			assertDenied(acting(this.admin, "acme_emea_sales"));
		}
		finally {
			this.cast.status(this.cast.sales, "active");
		}
	}

	@Test
	void nobodyActsAsAnotherWithoutACredential() {
		assertThat(this.mvc.get().uri("/who").header("X-Impersonate-Tenant", "acme_emea")).hasStatus(403);
	}

	private long entries(Tenant tenant) {
		return this.application.getBean(EngineDatabase.class)
			.jdbc()
			.sql("select count(*) from stratum.audit_log where action = 'tenant.impersonated' and tenant_id = ?")
			.param(tenant.id().value())
			.query(Long.class)
			.single();
	}

	private static void assertDenied(MvcTestResult result) {
		assertThat(result).hasStatus(403).bodyText().contains("\"code\":\"IMPERSONATION_DENIED\"");
	}

	private MvcTestResult acting(String key, String tenant) {
		return acting("/who", key, tenant, (request) -> request);
	}

	private MvcTestResult acting(String uri, String key, String tenant, UnaryOperator<MockMvcRequestBuilder> change) {
		return change
			.apply(this.mvc.get()
				.uri(uri)
				.header("X-API-Key", key)
				.header("X-Request-ID", "r-1")
				.header("X-Impersonate-Tenant", tenant)
				.header("X-Impersonation-Reason", "ticket 7"))
			.exchange();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(LogController.class)
	static class HelpDesk extends ShopApplication {

		private volatile boolean permitted = true;

		@Bean
		ImpersonationPermission permission() {
			return (caller) -> this.permitted;
		}

	}

	@RestController
	static class LogController {

		private final TenantContext context;

		LogController(TenantContext context) {
			this.context = context;
		}

		@GetMapping("/log")
		String log() {
			return MDC.get("tenant") + " " + MDC.get("subject") + " "
					+ String.valueOf(this.context.caller().id()).equals(MDC.get("actor"));
		}

	}

}
