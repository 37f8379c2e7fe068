package clinic;

import java.util.Map;
import java.util.Set;

import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.StratumTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StratumTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ClinicTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Tenants tenants;

	@Autowired
	private TenantContext context;

	@Autowired
	private Mechanics mechanics;

	private Browser anna;

	private Browser stranger;

	@BeforeEach
	void logIn() {
		if (this.tenants.findBySlug("spokes").isEmpty()) {
			this.context.runAs(this.tenants.create(NewTenant.root("spokes", "Spokes Ltd")), () -> this.mechanics
				.save(new Mechanic("anna", "{noop}other", "Another Anna", Set.of())));
		}
		this.anna = new Browser(this.port).login("wheelhouse/anna", "spoke");
		this.stranger = new Browser(this.port).login("spokes/anna", "other");
	}

	@Test
	void strangersAreAskedToLogIn() {
		assertAsked(new Browser(this.port));
		assertAsked(new Browser(this.port).login("wheelhouse/anna", "other"));
		assertAsked(new Browser(this.port).login("spokes/ben", "chain"));
		assertAsked(new Browser(this.port).login("anna", "spoke"));
		assertAsked(new Browser(this.port).login("nowhere/anna", "spoke"));
	}

	@Test
	void rowsFromBeforeBelongToTheFirstTenantAlone() {
		assertThat(this.anna.page("/customers")).contains("Mrs. Ahlers", "040-1", "Mr. Boye");
		assertThat(this.anna.page("/customers/1")).contains("Gazelle GZ-4711", "2025-03-01: flat tyre");
		assertThat(this.stranger.page("/customers")).contains("<form").doesNotContain("Ahlers", "040-", "Boye");
		assertThat(this.stranger.get("/customers/1").statusCode()).isEqualTo(404);
	}

	@Test
	void formsWriteForTheClinicOfWhoeverFillsThemIn() {
		Map<String, String> cole = Map.of("name", "Ms. Cole", "email", "cole@example.com", "phones", "1");
		String theirs = this.stranger.submit("/customers", "/customers", cole).uri().getPath();
		String ours = this.anna.submit("/customers", "/customers", cole).uri().getPath();
		assertThat(theirs).isNotEqualTo(ours).matches("/customers/\\d+");
		// The frame number of a bike of the first clinic, in the other case.
		Map<String, String> bike = Map.of("brand", "1", "frameNumber", "gz-4711");
		assertThat(this.stranger.submit(theirs, theirs + "/bikes", bike).body()).contains("Gazelle gz-4711");
		assertThat(this.anna.submit(ours, ours + "/bikes", bike).statusCode()).isEqualTo(500);
		assertThat(this.stranger.submit(theirs, ours + "/bikes", bike).statusCode()).isEqualTo(404);
		assertThat(this.anna.get(theirs).statusCode()).isEqualTo(404);
	}

	@Test
	void cacheAndNativeSqlKeepClinicsApart() {
		assertThat(this.anna.page("/parts")).contains("CHAIN-8 Chain, 8 speed 18.50", "TUBE-28 x 2 = 15.80");
		assertThat(this.stranger.page("/parts")).contains("<form").doesNotContain("CHAIN-8", "TUBE-28");
		Map<String, String> chain = Map.of("code", "CHAIN-8", "name", "Chain", "price", "20.00");
		assertThat(this.stranger.submit("/parts", "/parts", chain).body()).contains("CHAIN-8 Chain 20.00");
		assertThat(this.anna.page("/parts")).contains("CHAIN-8 Chain, 8 speed 18.50").doesNotContain("20.00");
	}

	private static void assertAsked(Browser somebody) {
		assertThat(somebody.get("/customers").uri().getPath()).isEqualTo("/login");
	}

}
