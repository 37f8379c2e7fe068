package io.stratum.test.endpoint;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.EachStrategy;
import io.stratum.test.StratumTest;
import io.stratum.test.TenantLeakDetector;
import io.stratum.test.TwoTenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls each endpoint of an application as Acme with ids of its stranger Globex.
 *
 * <p>
 * Extend it in a {@link StratumTest} on a random port and give it three answers. It runs
 * for tenants of each isolation strategy; {@code @EachStrategy(SHARED)} on your class
 * narrows that. What each endpoint answered is reported.
 *
 * <p>
 * <b>Guarantees.</b> Green means: no endpoint shows or changes what Globex owns, none
 * answers a foreign id in another way than an unknown one, none lists an id of Globex,
 * and no header with the name of Globex lets Acme in. An endpoint whose ids nobody named
 * fails, and so does one that did not understand its request: neither proves anything.
 */
@EachStrategy
@ExtendWith(TenantLeakDetector.class)
@SuppressWarnings("NullAway.Init") // JUnit prepares what each test needs.
public abstract class EndpointIsolationContract {

	private static final List<String> FOREIGN_CONTROLLERS = List.of("org.springframework.", "org.springdoc.",
			"io.stratum.controlplane.", "io.stratum.autoconfigure.");

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private final ApplicationContext application;

	@Parameter
	private IsolationStrategy strategy;

	private List<Endpoint> endpoints;

	private TwoTenants tenants;

	private Map<Tenant, Map<String, String>> credentials;

	private Map<String, String> foreignIds;

	/**
	 * Creates the contract for a running application.
	 * @param application the application, with a web server
	 */
	protected EndpointIsolationContract(ApplicationContext application) {
		this.application = application;
	}

	/**
	 * Lets a tenant in, with all rights that its users may have.
	 * @param tenant the tenant, in each test the same two of a strategy
	 * @return headers of a request on its behalf
	 */
	protected abstract Map<String, String> credentials(Tenant tenant);

	/**
	 * Makes rows of Globex that endpoints show or change, and names their ids.
	 * @param globex who shall own them; it is bound meanwhile
	 * @return ids by the paths that lead to them, as in {@code /orders/{id}}, which holds
	 * for all longer paths too
	 */
	protected abstract Map<String, String> givenRowsOf(Tenant globex);

	/**
	 * Returns a body that an endpoint understands.
	 * @param endpoint method and path, as in {@code POST /orders}
	 * @return JSON, an empty object by default
	 */
	protected String body(String endpoint) {
		return "{}";
	}

	/**
	 * Posts something for a tenant, whose credentials are used.
	 * @param tenant one of the two
	 * @param path path without variables
	 * @param body JSON
	 * @return the last part of the address that the answer names, which is the new id
	 */
	protected final String post(Tenant tenant, String path, String body) {
		Answer answer = ask(tenant, new Endpoint("POST", path), List.of(), Map.of(), body);
		assertThat(answer.isSuccess() && !answer.location().isEmpty()).as("POST %s made nothing: %s", path, answer)
			.isTrue();
		return answer.location().substring(answer.location().lastIndexOf('/') + 1);
	}

	/**
	 * Tells whether the endpoints of a controller are called.
	 * @param controller its type
	 * @return by default whether it belongs neither to Spring nor to Stratum
	 */
	protected boolean covers(Class<?> controller) {
		return FOREIGN_CONTROLLERS.stream().noneMatch(controller.getName()::startsWith);
	}

	@BeforeEach
	void giveRowsToGlobex() {
		this.endpoints = Endpoint.of(this.application, this::covers);
		this.tenants = TwoTenants.in(this.application.getBean(Tenants.class), this.strategy);
		this.credentials = Map.of(this.tenants.acme(), credentials(this.tenants.acme()), this.tenants.globex(),
				credentials(this.tenants.globex()));
		try (TenantContext.Scope scope = this.application.getBean(TenantContext.class).bind(this.tenants.globex())) {
			this.foreignIds = givenRowsOf(this.tenants.globex());
		}
	}

	@Test
	void thereIsAnEndpointWithAnId() {
		assertThat(this.endpoints).as("endpoints with an id in their path")
			.anyMatch((endpoint) -> !endpoint.variables().isEmpty());
	}

	@Test
	void foreignIdReachesAnEndpoint() {
		List<Endpoint> named = this.endpoints.stream()
			.filter((endpoint) -> !endpoint.variables().isEmpty()
					&& this.foreignIds.keySet().containsAll(endpoint.variables()))
			.toList();
		assertThat(named).as("endpoints that looked for a row of Globex; see givenRowsOf, body and credentials")
			.anyMatch((endpoint) -> !asAcme(endpoint, foreign(endpoint), Map.of()).isNoEvidence());
	}

	@TestFactory
	Stream<DynamicTest> foreignIdIsAnsweredLikeAnUnknownOne(TestReporter report) {
		return each((endpoint) -> !endpoint.variables().isEmpty(), (endpoint) -> {
			List<String> foreign = foreign(endpoint);
			List<String> unknown = foreign.stream().map(EndpointIsolationContract::unknownLike).toList();
			Map<Endpoint, Answer> before = readByGlobex();
			Answer answer = asAcme(endpoint, foreign, Map.of());
			Answer toUnknown = asAcme(endpoint, unknown, Map.of());
			report.publishEntry(this.strategy + " " + endpoint, answer.toString());
			assertThat(answer.isSuccess()).as("%s reached a row of Globex: %s", endpoint, answer).isFalse();
			assertEvidence(endpoint, answer);
			assertThat(answer.without(foreign)).as("%s tells a foreign id from an unknown one", endpoint)
				.isEqualTo(toUnknown.without(unknown));
			assertThat(readByGlobex()).as("%s changed what Globex reads", endpoint).isEqualTo(before);
		});
	}

	@TestFactory
	Stream<DynamicTest> listNamesNoForeignRow(TestReporter report) {
		return each((endpoint) -> endpoint.isRead() && endpoint.variables().isEmpty(), (endpoint) -> {
			List<String> ids = List.copyOf(this.foreignIds.values());
			Answer answer = asAcme(endpoint, List.of(), Map.of());
			boolean listsForItsOwner = ask(this.tenants.globex(), endpoint, List.of(), Map.of()).names(ids);
			report.publishEntry(this.strategy + " " + endpoint, answer
					+ (listsForItsOwner ? " (Globex finds its ids there)" : " (nor does Globex find its ids there)"));
			assertThat(answer.isSuccess()).as("%s lists nothing: %s", endpoint, answer).isTrue();
			assertThat(answer.names(ids)).as("%s lists rows of Globex", endpoint).isFalse();
		});
	}

	@TestFactory
	Stream<DynamicTest> headerWithTheNameOfAnotherTenantLetsNobodyIn(TestReporter report) {
		return each((endpoint) -> true, (endpoint) -> {
			for (Function<Tenant, String> name : List.<Function<Tenant, String>>of((tenant) -> tenant.id().toString(),
					Tenant::slug)) {
				String foreign = name.apply(this.tenants.globex());
				String unknown = unknownLike(foreign);
				Answer answer = asAcme(endpoint, foreign(endpoint), Map.of(header(), foreign));
				Answer toUnknown = asAcme(endpoint, foreign(endpoint), Map.of(header(), unknown));
				report.publishEntry(this.strategy + " " + endpoint + " as " + foreign, answer.toString());
				assertThat(answer.isSuccess()).as("%s let Acme act for Globex: %s", endpoint, answer).isFalse();
				assertThat(answer.without(List.of(foreign)))
					.as("%s tells a foreign tenant from an unknown one", endpoint)
					.isEqualTo(toUnknown.without(List.of(unknown)));
			}
		});
	}

	private String header() {
		return this.application.getEnvironment().getProperty("stratum.web.resolution.header.name", "X-Tenant-ID");
	}

	private Stream<DynamicTest> each(Predicate<Endpoint> which, Consumer<Endpoint> work) {
		return this.endpoints.stream()
			.filter(which)
			.map((endpoint) -> DynamicTest.dynamicTest(endpoint.toString(), () -> work.accept(endpoint)));
	}

	/**
	 * Asks as Globex for all it has, which shows too that there is something to be seen.
	 */
	private Map<Endpoint, Answer> readByGlobex() {
		Map<Endpoint, Answer> read = new HashMap<>();
		this.endpoints.stream()
			.filter((endpoint) -> endpoint.isRead() && !endpoint.variables().isEmpty())
			.forEach((endpoint) -> read.put(endpoint, readByGlobex(endpoint)));
		return read;
	}

	private Answer readByGlobex(Endpoint endpoint) {
		Answer answer = ask(this.tenants.globex(), endpoint, foreign(endpoint), Map.of());
		assertThat(answer.isSuccess()).as("%s does not even show Globex what it has: %s", endpoint, answer).isTrue();
		return answer.without(List.of());
	}

	private Answer asAcme(Endpoint endpoint, List<String> ids, Map<String, String> headers) {
		return ask(this.tenants.acme(), endpoint, ids, headers);
	}

	private Answer ask(Tenant tenant, Endpoint endpoint, List<String> ids, Map<String, String> headers) {
		return ask(tenant, endpoint, ids, headers, endpoint.isRead() ? "" : body(endpoint.toString()));
	}

	private Answer ask(Tenant tenant, Endpoint endpoint, List<String> ids, Map<String, String> headers, String body) {
		Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
		all.putAll(Objects.requireNonNull(this.credentials.get(tenant)));
		all.putAll(headers);
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		return Answer.to(endpoint.method(), URI.create("http://localhost:" + port + endpoint.with(ids)), all, body);
	}

	private List<String> foreign(Endpoint endpoint) {
		return endpoint.variables().stream().map((path) -> {
			String id = this.foreignIds.get(path);
			assertThat(id).as("an id of Globex for '%s' of %s; name it in givenRowsOf", path, endpoint).isNotNull();
			return Objects.requireNonNull(id);
		}).toList();
	}

	private static void assertEvidence(Endpoint endpoint, Answer answer) {
		assertThat(answer.isNoEvidence())
			.as("%s did not get as far as looking for a row: %s; see body and credentials", endpoint, answer)
			.isFalse();
	}

	/** Makes an id of the same shape that nobody has. */
	private static String unknownLike(String id) {
		String random = UUID.randomUUID().toString();
		if (id.length() == random.length() && id.charAt(8) == '-') {
			return random;
		}
		return NUMBER.matcher(id).matches() ? String.valueOf(Integer.MAX_VALUE) : "nobody_" + random.substring(0, 8);
	}

}
