package io.stratum.autoconfigure.engine;

import io.stratum.autoconfigure.engine.DatabaseLogins.Login;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The owner, who reads rows of all tenants, is told no values of them in errors.
 */
class DatabaseLoginsTests {

	private static final String URL = "jdbc:postgresql://localhost/stock";

	@Test
	void errorsTellNoDetailUnlessTheUrlAsksForIt() {
		assertThat(quiet(URL)).isEqualTo(URL + "?logServerErrorDetail=false");
		assertThat(quiet(URL + "?ssl=true")).isEqualTo(URL + "?ssl=true&logServerErrorDetail=false");
		assertThat(quiet(URL + "?logServerErrorDetail=true")).isEqualTo(URL + "?logServerErrorDetail=true");
	}

	private static String quiet(String url) {
		return new Login(url, "owner", null).quietUrl();
	}

}
