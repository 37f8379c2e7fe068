package io.stratum.audit;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.stratum.engine.CanonicalJson;
import io.stratum.engine.EngineFixture;
import io.stratum.engine.ExactJson;
import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the database makes of values against what the library makes of them.
 */
class CapturedJsonIntegrationTests {

	private static final EngineFixture ENGINE = new EngineFixture();

	private static final AuditRedactor REDACTOR = new AuditRedactor(List.of("iban"));

	/** Seeds are kept, so that what fails once fails again. */
	private static final long SEED = 80;

	private static final List<String> TEXTS = List.of("", "plain", "\"quoted\\\"", "\u0001\b\f\n\r\t\u007f", "\u2028",
			"zażółć", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uD7FE", "dbPassword", "api_token", "tokenCount", "IBAN",
			"st1.key1.abcdefghijklmnopqrstuvwxyz", "a sk_live_0123456789012345678901234567890123456789abc b");

	// Two names that are secrets themselves would become one.
	private static final List<String> NAMES = TEXTS.subList(0, TEXTS.size() - 2);

	@AfterAll
	static void close() {
		ENGINE.close();
	}

	@Test
	void databaseWritesTheCanonicalFormOfTheLibrary() {
		Random random = new Random(SEED);
		for (int i = 0; i < 300; i++) {
			String captured = captured(Json.write(members(random, 3)));
			assertThat(sql("select stratum.canonical_json(?::jsonb)", captured)).as(captured)
				.isEqualTo(CanonicalJson.of(ExactJson.of(Json.mapper().readTree(captured))));
		}
	}

	@Test
	void databaseHidesWhatTheLibraryHides() {
		Random random = new Random(SEED);
		for (int i = 0; i < 300; i++) {
			Object value = members(random, 3);
			assertThat(captured(Json.write(withoutNumbers(value))))
				.isEqualTo(sql("select ?::jsonb", Json.write(REDACTOR.redact(withoutNumbers(value)))));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0.0", "1", "-17", "10.50", "0.1", "123456789012345", "1234567890123456",
			"12345678901234567890", "0.0001", "0.00001", "1e-400", "1e400", "3.141592653589793",
			"3.14159265358979323846", "0.30000000000000004" })
	void numberKeepsItsValueAndCanBeHashed(String number) {
		String captured = captured("{\"v\":" + number + "}");
		assertThat(new BigDecimal(Json.mapper().readTree(captured).get("v").asString()))
			.isEqualByComparingTo(new BigDecimal(number));
		assertThat(sql("select stratum.canonical_json(?::jsonb)", captured))
			.isEqualTo(CanonicalJson.of(ExactJson.of(Json.mapper().readTree(captured))));
	}

	private static String captured(String json) {
		return JdbcClient.create(ENGINE.owner)
			.sql("select stratum.captured_value(?::jsonb, ?)")
			.param(json)
			.param(REDACTOR.secretNames())
			.query(String.class)
			.single();
	}

	private static String sql(String sql, String json) {
		return JdbcClient.create(ENGINE.owner).sql(sql).param(json).query(String.class).single();
	}

	private static @Nullable Object value(Random random, int depth) {
		return switch (random.nextInt((depth > 0) ? 7 : 5)) {
			case 0 -> null;
			case 1 -> random.nextBoolean();
			case 2 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(24));
			case 3 -> random.nextInt(2000) - 1000;
			case 4 -> text(random);
			case 5 -> List.of(String.valueOf(value(random, 0)), text(random), random.nextDouble());
			default -> members(random, depth - 1);
		};
	}

	private static Map<String, @Nullable Object> members(Random random, int depth) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (int i = random.nextInt(6); i > 0; i--) {
			members.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
		}
		return members;
	}

	private static String text(Random random) {
		return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
	}

	private static @Nullable Object withoutNumbers(@Nullable Object value) {
		if (value instanceof Map<?, ?> members) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			members.forEach((name, member) -> copy.put(String.valueOf(name), withoutNumbers(member)));
			return copy;
		}
		return (value instanceof Number) ? 1 : value;
	}

}
