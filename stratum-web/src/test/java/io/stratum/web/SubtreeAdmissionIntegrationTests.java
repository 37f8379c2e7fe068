package io.stratum.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The table of callers by what they name: each cell is the tenant bound, or the refusal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubtreeAdmissionIntegrationTests {

	private static final List<String> NAMES = List.of("nothing", "own", "own by id", "below", "foreign", "unknown",
			"unknown id", "suspended", "archived", "malformed", "two that agree", "two that disagree",
			"two that are unknown");

	private static final Map<String, List<String>> EXPECTED = Map.of(//
			"operator",
			List.of("unbound", "acme", "acme", "acme_emea", "globex", "FORBIDDEN", "FORBIDDEN", "TENANT_SUSPENDED",
					"TENANT_ARCHIVED", "VALIDATION_ERROR", "acme", "FORBIDDEN", "FORBIDDEN"),
			"own", List.of("acme", "acme", "acme", "acme_emea", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN",
					"TENANT_SUSPENDED", "TENANT_ARCHIVED", "VALIDATION_ERROR", "acme", "FORBIDDEN", "FORBIDDEN"),
			"child",
			List.of("acme_emea", "FORBIDDEN", "FORBIDDEN", "acme_emea", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN",
					"FORBIDDEN", "FORBIDDEN", "VALIDATION_ERROR", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"),
			"stranger",
			List.of("globex", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "globex", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN",
					"FORBIDDEN", "VALIDATION_ERROR", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"),
			"anonymous",
			List.of("unbound", "unbound", "unbound", "unbound", "unbound", "unbound", "unbound", "unbound", "unbound",
					"VALIDATION_ERROR", "unbound", "unbound", "unbound"),
			"anonymous by gateway",
			List.of("unbound", "acme", "acme", "acme_emea", "globex", "TENANT_NOT_FOUND", "TENANT_NOT_FOUND",
					"TENANT_NOT_FOUND", "TENANT_NOT_FOUND", "VALIDATION_ERROR", "acme", "FORBIDDEN",
					"TENANT_NOT_FOUND"));

	private final JsonMapper json = JsonMapper.builder().build();

	private TenantTree tree;

	private SubtreeAdmission admission;

	@BeforeAll
	void plant() {
		this.tree = new TenantTree();
		this.admission = new SubtreeAdmission(this.tree.tenants);
	}

	@AfterAll
	void fell() {
		this.tree.close();
	}

	static Stream<Arguments> cells() {
		return EXPECTED.entrySet()
			.stream()
			.flatMap((row) -> NAMES.stream()
				.map((name) -> Arguments.of(row.getKey(), name, row.getValue().get(NAMES.indexOf(name)))));
	}

	@ParameterizedTest(name = "{0} naming {1}: {2}")
	@MethodSource("cells")
	void callerIsBoundOrRefused(String caller, String names, String expected) {
		assertThat(outcome(caller, names)).isEqualTo(expected);
	}

	@Test
	void answersAboutTenantsOutOfReachAreEqualByteForByte() {
		List<byte[]> bodies = Stream.of("foreign", "unknown", "unknown id", "suspended", "archived")
			.map((name) -> body("child", name))
			.toList();
		assertThat(bodies).allSatisfy((body) -> assertThat(body).isEqualTo(bodies.get(0)));
		assertThat(new String(bodies.get(0))).doesNotContain("globex", this.tree.globex.id().toString());
	}

	@Test
	void publicPagesOfMissingAndSleepingTenantsAreEqualByteForByte() {
		List<byte[]> bodies = Stream.of("unknown", "suspended", "archived")
			.map((name) -> body("anonymous by gateway", name))
			.toList();
		assertThat(bodies).allSatisfy((body) -> assertThat(body).isEqualTo(bodies.get(0)));
	}

	@Test
	void callerOfASleepingTenantIsToldSo() {
		StratumException refusal = catchThrowableOfType(StratumException.class,
				() -> this.admission.admit(TenantTree.caller(this.tree.suspended), List.of()));
		assertThat(refusal.code().name()).isEqualTo("TENANT_SUSPENDED");
		assertThat(refusal.details()).containsEntry("tenant_id", this.tree.suspended.id().toString());
	}

	@Test
	void resolutionSaysWhereTheTenantWasFound() {
		Caller own = TenantTree.caller(this.tree.acme);
		assertThat(this.admission.admit(own, List.of()).source()).isEqualTo("api-key");
		assertThat(this.admission.admit(own, names("below")).source()).isEqualTo("header");
		assertThat(this.admission.admit(Caller.ANONYMOUS, List.of()).source()).isEqualTo("none");
	}

	@Test
	void untrustedNameBesideATrustedOneMustAgreeWithIt() {
		List<NamedTenant> names = List.of(new NamedTenant("host", "acme", true),
				new NamedTenant("header", "globex", false));
		StratumException refusal = catchThrowableOfType(StratumException.class,
				() -> this.admission.admit(Caller.ANONYMOUS, names));
		assertThat(refusal.code().status()).isEqualTo(403);
	}

	private String outcome(String caller, String names) {
		try {
			Tenant tenant = admit(caller, names).tenant();
			return (tenant != null) ? tenant.slug() : "unbound";
		}
		catch (StratumException ex) {
			return ex.code().name();
		}
	}

	private byte[] body(String caller, String names) {
		StratumException refusal = catchThrowableOfType(StratumException.class, () -> admit(caller, names));
		return this.json.writeValueAsBytes(Problem.of(refusal).body("req-1"));
	}

	private TenantResolution admit(String caller, String names) {
		boolean trusted = caller.equals("anonymous by gateway");
		return this.admission.admit(callerOf(caller),
				names(names).stream().map((name) -> new NamedTenant(name.source(), name.name(), trusted)).toList());
	}

	private Caller callerOf(String name) {
		return switch (name) {
			case "operator" -> TenantTree.caller(null);
			case "own" -> TenantTree.caller(this.tree.acme);
			case "child" -> TenantTree.caller(this.tree.emea);
			case "stranger" -> TenantTree.caller(this.tree.globex);
			default -> Caller.ANONYMOUS;
		};
	}

	private List<NamedTenant> names(String name) {
		return switch (name) {
			case "nothing" -> List.of();
			case "own" -> named("acme");
			case "own by id" -> named(this.tree.acme.id().toString());
			case "below" -> named("acme_emea");
			case "foreign" -> named("globex");
			case "unknown" -> named("nobody");
			case "unknown id" -> named("01975a3f-1c7e-7cc2-ad3e-0123456789ab");
			case "suspended" -> named("acme_asleep");
			case "archived" -> named("acme_gone");
			case "malformed" -> named("Acme!");
			case "two that agree" -> named("acme", this.tree.acme.id().toString().toUpperCase());
			case "two that disagree" -> named("acme", "acme_emea");
			default -> named("nobody", "nowhere");
		};
	}

	private static List<NamedTenant> named(String... names) {
		return Arrays.stream(names).map((name) -> new NamedTenant("header", name, false)).toList();
	}

}
