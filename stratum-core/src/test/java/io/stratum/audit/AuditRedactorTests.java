package io.stratum.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuditRedactorTests {

	private static final String CANARY = "canary-7f3a";

	private final AuditRedactor redactor = new AuditRedactor(List.of("IBAN", "tax-number"));

	@ParameterizedTest
	@ValueSource(strings = { "password", "PASSWORD", "_password", "db_password", "dbPassword", "smtp.password",
			"client-secret", "accessToken", "key_hash", "private_key", "ciphertext", "iban", "customerIban",
			"taxNumber", "Tax Number" })
	void secretMembersAreRedactedByName(String name) {
		assertThat(write(Map.of("deep", List.of(Map.of(name, CANARY))))).contains(name, AuditRedactor.REDACTED)
			.doesNotContain(CANARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "token_limit", "passwordless_since", "keyboard", "secretary" })
	void otherMembersStay(String name) {
		assertThat(write(Map.of(name, CANARY))).contains(CANARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sk_live_0123456789012345678901234567890123456789012",
			"sk_test_-_23456789012345678901234567890123456789012",
			"acme_key_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
			"st1.k7.AbCdEfGhIjKlMnOpQrStUvWx", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.abc" })
	void secretTextsAreRedactedWhereverTheyStand(String secret) {
		assertThat(write(Map.of("note", "see " + secret + "!", secret, List.of(secret)))).doesNotContain(secret)
			.contains("see [redacted]!");
		assertThat(this.redactor.redactText("because of " + secret)).isEqualTo("because of [redacted]");
	}

	@Test
	void longSlugIsNoKey() {
		String slug = "acme_emea_sales_of_the_united_kingdom_and_ireland_2026";
		assertThat(this.redactor.redactText(slug)).isEqualTo(slug);
	}

	@Test
	void structureBelowASecretGoesToo() {
		assertThat(write(Map.of("credentials", Map.of("user", CANARY)))).isEqualTo("{\"credentials\":\"[redacted]\"}");
	}

	@Test
	void absentSecretsAndFlagsStayReadable() {
		Map<String, @Nullable Object> state = new HashMap<>();
		state.put("password", null);
		state.put("has_token", true);
		assertThat(Json.read(write(state))).isEqualTo(Json.read("{\"password\": null, \"has_token\": true}"));
	}

	private String write(@Nullable Object value) {
		return Json.write(this.redactor.redact(value));
	}

}
