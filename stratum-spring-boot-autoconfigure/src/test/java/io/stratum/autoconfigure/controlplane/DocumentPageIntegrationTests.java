package io.stratum.autoconfigure.controlplane;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page that shows the description, for whom the setting lets see it.
 */
class DocumentPageIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "/show.js", "/swagger-ui.css", "/swagger-ui-bundle.js", "/favicon-32x32.png" })
	void pageNeedsACredentialUnlessItIsPublic(String file) {
		ControlPlane application = ControlPlane.started();
		ApiClient stranger = new ApiClient(application.url() + "/api/docs", Map.of()).with("Accept", "*/*");
		assertThat(stranger.get(file).status()).isEqualTo(401);
		assertThat(stranger.withKey("sk_live_" + "x".repeat(43)).get(file).status()).isEqualTo(401);
		Reply reply = stranger.withKey(ControlPlane.OPERATOR_KEY).get(file);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text()).isNotEmpty();
	}

	@Test
	void publicPageLeadsToTheDocument() {
		try (ControlPlane application = ControlPlane.start(Map.of("stratum.control-plane.docs", "public",
				"stratum.control-plane.docs-path", "/reference", "stratum.control-plane.base-path", "/engine"))) {
			ApiClient stranger = new ApiClient(application.url(), Map.of());
			Reply page = stranger.get("/reference");
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.header("Content-Type")).startsWith("text/html");
			assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
			assertThat(page.text()).contains("/reference/swagger-ui-bundle.js");
			assertThat(stranger.get("/reference/show.js").text()).contains("/engine/openapi.json");
			assertThat(stranger.get("/engine/openapi.json").status()).isEqualTo(200);
			assertThat(stranger.get("/api/docs").status()).isEqualTo(401);
		}
	}

	@Test
	void neitherPageNorDocumentAreThereWhenSwitchedOff() {
		try (ControlPlane application = ControlPlane.start(Map.of("stratum.control-plane.docs", "off"))) {
			assertThat(application.operator().get("/openapi.json").code()).isEqualTo("NOT_FOUND");
			ApiClient operator = new ApiClient(application.url(), Map.of()).withKey(ControlPlane.OPERATOR_KEY);
			assertThat(operator.get("/api/docs").status()).isEqualTo(404);
			assertThat(operator.get("/api/docs/show.js").status()).isEqualTo(404);
		}
	}

}
