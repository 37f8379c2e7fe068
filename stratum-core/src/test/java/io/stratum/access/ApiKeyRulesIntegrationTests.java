package io.stratum.access;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Keys of an application with a prefix and a time of its own.
 */
class ApiKeyRulesIntegrationTests {

	private static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

	private static AccessFixture access;

	private static ApiKeys keys;

	@BeforeAll
	static void start() {
		access = new AccessFixture();
		keys = keys(new ApiKeyRules("acme_key_", Duration.ofDays(10)));
	}

	@AfterAll
	static void stop() {
		access.close();
	}

	private static ApiKeys keys(ApiKeyRules rules) {
		return new ApiKeys(access.engine.database, access.engine.feed, access.journal, access.tenants,
				access.engine.context, Peppers.of(AccessFixture.PEPPER, List.of()), rules);
	}

	private static IssuedApiKey key(ApiKeys keys) {
		return keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS));
	}

	@Test
	void newKeysBeginWithThePrefix() {
		IssuedApiKey issued = key(keys);
		assertThat(issued.plaintext()).matches("acme_key_[A-Za-z0-9_-]{43}");
		assertThat(issued.key().keyPrefix()).isEqualTo(issued.plaintext().substring(0, 17));
		assertThat(keys.authenticate(issued.plaintext())).isPresent();
		assertThat(keys.rotate(issued.key().id(), null, Duration.ZERO).plaintext()).startsWith("acme_key_");
	}

	@Test
	void keysGivenOutBeforeThePrefixWasChangedStillWork() {
		IssuedApiKey usual = key(access.keys);
		IssuedApiKey own = key(keys);
		ApiKeys changed = keys(new ApiKeyRules("globex_", Duration.ofDays(10)));
		for (IssuedApiKey before : List.of(usual, own)) {
			assertThat(changed.authenticate(before.plaintext())).isPresent();
			assertThat(changed.rotate(before.key().id(), null, Duration.ZERO).plaintext()).startsWith("globex_");
		}
	}

	@Test
	void secretBehindAnotherPrefixIsNobody() {
		IssuedApiKey issued = key(keys);
		assertThat(keys.authenticate(issued.plaintext())).isPresent();
		String secret = issued.plaintext().substring("acme_key_".length());
		for (String prefix : List.of("sk_live_", "sk_test_", "globex_", "acme_kex_", "acme_key__", "", "_")) {
			assertThat(keys.authenticate(prefix + secret)).as(prefix).isEmpty();
		}
	}

	@Test
	void keysForTestsKeepTheirPrefix() {
		NewApiKey description = NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS).forTests();
		IssuedApiKey issued = keys.create(description);
		assertThat(issued.plaintext()).startsWith("sk_test_");
		assertThat(keys.rotate(issued.key().id(), null, Duration.ZERO).plaintext()).startsWith("sk_test_");
	}

	@Test
	void keyIsDormantAfterTheTimeOfTheRules() {
		IssuedApiKey used = key(keys);
		keys.authenticate(used.plaintext());
		assertThat(dormant()).doesNotContain(used.key().id());
		access.clock.move(Duration.ofDays(9));
		assertThat(dormant()).doesNotContain(used.key().id());
		access.clock.move(Duration.ofDays(2));
		assertThat(dormant()).contains(used.key().id());
		assertThat(access.keys.dormant(access.acme.id(), null, 1000)).extracting(ApiKey::id)
			.doesNotContain(used.key().id());
	}

	private static List<UUID> dormant() {
		return keys.dormant(access.acme.id(), null, 1000).stream().map(ApiKey::id).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ab_", "sk_live_", "acme_key_", "a234567890123456_" })
	void prefixIsALetterSomeMoreAndAnUnderscore(String prefix) {
		assertThat(new ApiKeyRules(prefix, Duration.ofDays(1)).prefix()).isEqualTo(prefix);
		assertThat(KeyText.isWellFormed(prefix + SECRET)).isTrue();
		assertThat(KeyText.isWellFormed(prefix + SECRET.substring(1))).isFalse();
		assertThat(KeyText.isWellFormed(prefix + SECRET.replace('0', '.'))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_", "a_", "acme", "Acme_", "1cme_", "ac-me_", "acme_ ", "a2345678901234567_",
			"sk_test_", "sk_test_more_" })
	void otherPrefixesAreRefused(String prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyRules(prefix, Duration.ofDays(90)))
			.withMessageContaining("prefix");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT23H", "P366D", "P-1D" })
	void timeIsOneDayToAYear(Duration time) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeyRules("sk_live_", time))
			.withMessageContaining("1 to 365 days");
	}

}
