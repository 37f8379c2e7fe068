package shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.NewApiKey;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The starter without any property: the database comes from the binaries on the class path.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShopApplicationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Tenants tenants;

	@Autowired
	private ApiKeys keys;

	@Autowired
	private Notes notes;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void starterAloneKeepsTenantsApart() throws Exception {
		String acme = key(this.tenants.create(NewTenant.root("acme", "Acme")));
		String globex = key(this.tenants.create(NewTenant.root("globex", "Globex")));
		assertThat(send("POST", acme, "secret plans").statusCode()).isEqualTo(200);
		assertThat(send("GET", acme, "").body()).contains("secret plans");
		assertThat(send("GET", globex, "").body()).isEqualTo("[]");
		assertThat(send("GET", "sk_test_wrong", "").statusCode()).isEqualTo(401);
	}

	@Test
	void withoutTenantNothingIsRead() {
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> this.notes.findAll());
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.jdbc.sql("select * from note").query().listOfRows())
			.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("TenantNotBoundException"));
	}

	private String key(Tenant tenant) {
		return this.keys.create(NewApiKey.of(tenant.id(), ApiKeySettings.DEFAULTS.named("test"))).plaintext();
	}

	private HttpResponse<String> send(String method, String key, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/notes"))
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.header("Content-Type", "text/plain")
			.header("X-API-Key", key)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
