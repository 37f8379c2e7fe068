package io.stratum.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

	/** What the reference promises: a group, then the names in it. */
	private static final String REFERENCE = """
			stratum.owner: url username password
			stratum.platform: url username password migrate schema pool.maximum-size
			stratum.bootstrap: api-key
			stratum.tenants: default-strategy max-depth
			stratum.cache: max-staleness max-tenants listen-url
			stratum.config: unknown-keys
			stratum.api-key: hmac-secret previous-hmac-secrets prefix dormant-after
			stratum.encryption: key previous-keys kek-uri data-key-cache
			stratum.audit: capture redact checkpoint-interval retention
			stratum.outbox: poll-interval batch-size retention
			stratum.webhooks: timeout max-in-flight-per-endpoint retry-schedule jitter disable-after
				egress.allow-http egress.allow
			stratum.privacy: retention-cron export-chunk
			stratum.usage: flush-interval
			stratum.isolation: strategies roles.create roles.subtree-reader outside-transaction combine-binding
				tables.global tables.tenant-column rls.apply rls.migration-location rls.lock-timeout
				subtree.inline-limit subtree.max-tenants seal.enabled seal.secret seal.previous-secrets
				seal.tolerance schema.search-path database.prefix servers pools.max-connections pools.max-per-tenant pools.idle-timeout pools.acquire-timeout provisioning.timeout provisioning.template
				provisioning.spare-schemas provisioning.spare-databases fleet.run fleet.locations fleet.parallelism
				fleet.rings fleet.max-failures fleet.lock-timeout fleet.retries fleet.behind promotion.capture
				promotion.chunk-rows promotion.max-rows-per-second promotion.freeze-timeout promotion.keep-source
				promotion.parallel lease
			stratum.doctor: mode interval suppress
			stratum.web.resolution: sources header.name header.trust gateways host.pattern host.anonymous
				path.pattern cookie.name session.attribute
			stratum.web.impersonation: enabled header max-scope
			stratum.web.propagation: hosts
			stratum.security: api-key.header jwt.tenant-claim jwt.scopes-claim jwt.secret jwt.issuers
				jwt.audience
			stratum.control-plane: base-path docs docs-path cors.allowed-origins idempotency-retention require-if-match
			stratum.rate-limit: limit window store on-store-failure
			stratum.caching: global
			stratum.messaging: header
			stratum.observability: top-tenants mdc span-attribute
			stratum.embedded: enabled data-dir port database settings start-timeout
			""";

	/** What the reference promises and nothing reads yet. */
	private static final Set<String> NOT_YET = Set.of("stratum.audit.retention", "stratum.encryption.kek-uri",
			"stratum.isolation.lease", "stratum.isolation.promotion.capture", "stratum.isolation.promotion.chunk-rows",
			"stratum.isolation.promotion.freeze-timeout", "stratum.isolation.promotion.keep-source",
			"stratum.isolation.promotion.max-rows-per-second", "stratum.isolation.promotion.parallel",
			"stratum.isolation.rls.migration-location", "stratum.isolation.seal.enabled",
			"stratum.isolation.seal.previous-secrets", "stratum.isolation.seal.secret",
			"stratum.isolation.seal.tolerance", "stratum.outbox.batch-size", "stratum.outbox.poll-interval",
			"stratum.outbox.retention", "stratum.platform.schema", "stratum.privacy.export-chunk",
			"stratum.privacy.retention-cron", "stratum.usage.flush-interval", "stratum.webhooks.disable-after",
			"stratum.webhooks.egress.allow", "stratum.webhooks.egress.allow-http", "stratum.webhooks.jitter",
			"stratum.webhooks.max-in-flight-per-endpoint", "stratum.webhooks.retry-schedule",
			"stratum.webhooks.timeout");

	/** What is read and the reference leaves out. */
	private static final Set<String> BESIDES = Set.of("stratum.control-plane.enabled", "stratum.first-tenant.name",
			"stratum.first-tenant.slug", "stratum.isolation.statement-timeout",
			"stratum.rate-limit.failed-authentications", "stratum.rate-limit.tenant-limit",
			"stratum.control-plane.access-log", "stratum.doctor.placements");

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
			stratum.api-key.dormant-after | 90d
			stratum.api-key.prefix | sk_live_
			stratum.audit.capture | listener
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
			stratum.tenants.default-strategy | shared
			stratum.tenants.max-depth | 20
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
	void propertiesAreThoseOfTheReference() throws IOException {
		Set<String> expected = new TreeSet<>(reference());
		assertThat(expected).as("not yet").containsAll(NOT_YET);
		expected.removeAll(NOT_YET);
		expected.addAll(BESIDES);
		assertThat(properties().map((property) -> property.get("name").asString()).collect(Collectors.toSet()))
			.containsExactlyInAnyOrderElementsOf(expected);
	}

	private static Set<String> reference() {
		Set<String> names = new TreeSet<>();
		String group = "";
		for (String word : REFERENCE.trim().split("\\s+")) {
			if (word.endsWith(":")) {
				group = word.replace(':', '.');
			}
			else {
				names.add(group + word);
			}
		}
		return names;
	}

	@Test
	void nothingSwitchesIsolationOff() throws IOException {
		List<String> names = properties().map((property) -> property.get("name").asString()).toList();
		assertThat(names).contains("stratum.web.resolution.header.trust", "stratum.isolation.rls.apply")
			.doesNotContain("stratum.enabled", "stratum.isolation.enabled");
	}

}
