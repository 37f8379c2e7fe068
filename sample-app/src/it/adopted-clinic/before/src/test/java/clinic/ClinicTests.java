package clinic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ClinicTests {

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		EmbeddedPostgres server = start();
		registry.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
		registry.add("spring.datasource.username", () -> "postgres");
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void strangersAreAskedToLogIn() {
		assertThat(new Browser(this.port).get("/customers").uri().getPath()).isEqualTo("/login");
		assertThat(new Browser(this.port).login("anna", "wrong").get("/customers").uri().getPath()).isEqualTo("/login");
	}

	@Test
	void customersAndTheirBikesAreEnteredByForms() {
		Browser anna = new Browser(this.port).login("anna", "spoke");
		assertThat(anna.page("/customers")).contains("Mrs. Ahlers", "040-1");
		String customer = anna
			.submit("/customers", "/customers", Map.of("name", "Ms. Cole", "email", "cole@example.com", "phones", "1"))
			.uri()
			.getPath();
		assertThat(anna.submit(customer, customer + "/bikes", Map.of("brand", "2", "frameNumber", "KN-1")).body())
			.contains("Ms. Cole", "Kona KN-1");
		assertThat(anna.page("/customers/1")).contains("Gazelle GZ-4711", "2025-03-01: flat tyre");
	}

	@Test
	void pricesAreChangedAndSalesReported() {
		Browser ben = new Browser(this.port).login("ben", "chain");
		assertThat(ben.page("/parts")).contains("CHAIN-8 Chain, 8 speed 18.50", "TUBE-28 x 2 = 15.80");
		assertThat(ben.submit("/parts", "/parts", Map.of("code", "CHAIN-8", "name", "Chain", "price", "20.00")).body())
			.contains("CHAIN-8 Chain 20.00");
	}

}
