package io.stratum.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors show to somebody who writes {@code stratum.} into a YAML file.
 */
class ConfigurationMetadataTests {

	static Stream<JsonNode> properties() throws IOException {
		try (InputStream metadata = ConfigurationMetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonNode properties = JsonMapper.builder().build().readTree(metadata).get("properties");
			return StreamSupport.stream(properties.spliterator(), false)
				// Those of the actuator endpoint are Boot's own.
				.filter((property) -> !property.get("name").asString().startsWith("management."))
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void propertyIsDescribedAsBootDescribesIts(JsonNode property) {
		String name = property.get("name").asString();
		String description = property.path("description").asString("");
		assertThat(name).startsWith("stratum.");
		assertThat(description).as(name).isNotBlank().endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
		if (property.path("type").asString("").equals("java.lang.Boolean")) {
			assertThat(description).as(name).startsWith("Whether ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			stratum.caching.global | -
			stratum.control-plane.base-path | /api/v1
			stratum.control-plane.cors.allowed-origins | -
			stratum.control-plane.docs | authenticated
			stratum.control-plane.docs-path | /api/docs
			stratum.control-plane.idempotency-retention | 24h
			stratum.control-plane.require-if-match | false
			stratum.embedded.enabled | true
			stratum.embedded.port | 0
			stratum.observability.mdc | true
			stratum.observability.span-attribute | true
			stratum.rate-limit.limit | 100
			stratum.rate-limit.on-store-failure | local
			stratum.rate-limit.store | memory
			stratum.rate-limit.window | 1m
			stratum.security.api-key.header | X-API-Key
			stratum.security.jwt.audience | -
			stratum.security.jwt.issuers | -
			stratum.security.jwt.scopes-claim | scopes
			stratum.security.jwt.secret | -
			stratum.security.jwt.tenant-claim | tenant_id
			stratum.web.impersonation.enabled | false
			stratum.web.impersonation.header | X-Impersonate-Tenant
			stratum.web.impersonation.max-scope | read
			stratum.web.propagation.hosts | -
			stratum.web.resolution.cookie.name | tenant
			stratum.web.resolution.gateways | -
			stratum.web.resolution.header.name | X-Tenant-ID
			stratum.web.resolution.header.trust | admitted
			stratum.web.resolution.host.anonymous | false
			stratum.web.resolution.host.pattern | -
			stratum.web.resolution.path.pattern | -
			stratum.web.resolution.session.attribute | tenant
			stratum.web.resolution.sources | header
			""")
	void propertyHasItsDefault(String name, @Nullable String value) throws IOException {
		JsonNode found = properties().filter((property) -> property.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No property " + name));
		JsonNode known = found.path("defaultValue");
		String text = (known.isArray() && known.size() == 1) ? known.get(0).asString() : known.asString("");
		assertThat(text).isEqualToIgnoringCase((value != null) ? value : "");
	}

	@Test
	void nothingSwitchesIsolationOff() throws IOException {
		List<String> names = properties().map((property) -> property.get("name").asString()).toList();
		assertThat(names).contains("stratum.web.resolution.header.trust", "stratum.isolation.rls.apply")
			.doesNotContain("stratum.enabled", "stratum.isolation.enabled");
	}

}
