package io.stratum.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

	@Test
	void nothingSwitchesIsolationOff() throws IOException {
		List<String> names = properties().map((property) -> property.get("name").asString()).toList();
		assertThat(names).contains("stratum.web.resolution.header.trust", "stratum.isolation.rls.apply")
			.doesNotContain("stratum.enabled", "stratum.isolation.enabled");
	}

}
