package io.stratum.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.UUID;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantArgumentResolverIntegrationTests {

	private TenantTree tree;

	private MockMvcTester mvc;

	@BeforeAll
	void plant() {
		this.tree = new TenantTree();
		this.mvc = MockMvcTester.of(java.util.List.of(new Desk()), (builder) -> builder
			.setCustomArgumentResolvers(new TenantArgumentResolver(new TenantParameters(this.tree.context, null)))
			.setControllerAdvice(new Advice())
			.build());
	}

	@AfterAll
	void fell() {
		this.tree.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tenant", "id", "uuid", "slug", "path", "own" })
	void boundTenantTakesTheFormOfTheParameter(String form) {
		assertThat(asAcme("/" + form)).isEqualTo(expected(form));
		assertThat(asAcme("/optional-" + form)).isEqualTo(expected(form));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tenant", "id", "uuid", "slug", "path", "own" })
	void unboundRequestIsRefusedUnlessTheParameterIsOptional(String form) {
		assertThat(this.mvc.get().uri("/" + form)).hasStatus(400).bodyText().contains("\"code\":\"MISSING_TENANT\"");
		assertThat(this.mvc.get().uri("/optional-" + form)).hasStatus(200).bodyText().isEqualTo("none");
	}

	@Test
	void parametersOfOtherTypesAreLeftAlone() {
		assertThat(asAcme("/unmarked")).isEqualTo("unmarked null");
	}

	private String asAcme(String uri) {
		try (TenantContext.Scope scope = this.tree.context.bind(this.tree.acme)) {
			return assertThat(this.mvc.get().uri(uri)).hasStatusOk().actual().getResponse().getContentAsString();
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String expected(String form) {
		return switch (form) {
			case "id", "uuid", "own" -> this.tree.acme.id().toString();
			case "path" -> this.tree.acme.path().ltree();
			default -> "acme";
		};
	}

	@CurrentTenant
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.PARAMETER)
	@interface Shop {

	}

	@RestControllerAdvice
	static class Advice extends ProblemHandling {

	}

	@RestController
	static class Desk {

		@GetMapping("/tenant")
		String tenant(@CurrentTenant Tenant tenant) {
			return tenant.slug();
		}

		@GetMapping("/id")
		String id(@CurrentTenant TenantId tenant) {
			return tenant.toString();
		}

		@GetMapping("/uuid")
		String uuid(@CurrentTenant UUID tenant) {
			return tenant.toString();
		}

		@GetMapping("/slug")
		String slug(@CurrentTenant String tenant) {
			return tenant;
		}

		@GetMapping("/path")
		String path(@CurrentTenant TenantPath tenant) {
			return tenant.ltree();
		}

		@GetMapping("/own")
		String own(@Shop TenantId tenant) {
			return tenant.toString();
		}

		@GetMapping("/optional-tenant")
		String optionalTenant(@CurrentTenant Optional<Tenant> tenant) {
			return tenant.map(Tenant::slug).orElse("none");
		}

		@GetMapping("/optional-id")
		String optionalId(@CurrentTenant Optional<TenantId> tenant) {
			return tenant.map(TenantId::toString).orElse("none");
		}

		@GetMapping("/optional-uuid")
		String optionalUuid(@CurrentTenant Optional<UUID> tenant) {
			return tenant.map(UUID::toString).orElse("none");
		}

		@GetMapping("/optional-slug")
		String optionalSlug(@CurrentTenant Optional<String> tenant) {
			return tenant.orElse("none");
		}

		@GetMapping("/optional-path")
		String optionalPath(@CurrentTenant Optional<TenantPath> tenant) {
			return tenant.map(TenantPath::ltree).orElse("none");
		}

		@GetMapping("/optional-own")
		String optionalOwn(@Shop Optional<TenantId> tenant) {
			return tenant.map(TenantId::toString).orElse("none");
		}

		@GetMapping("/unmarked")
		String unmarked(String tenant) {
			return "unmarked " + tenant;
		}

	}

}
