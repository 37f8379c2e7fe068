package io.stratum.access;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyDigestTests {

	private static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

	@Test
	void keyIsFoundAgainByItsDigest() {
		assertThat(KeyDigest.of("sk_live_" + SECRET)).isEqualTo(KeyDigest.of("sk_live_" + SECRET))
			.hasSameHashCodeAs(KeyDigest.of("sk_live_" + SECRET));
	}

	@Test
	void eachLetterMakesAnotherDigest() {
		KeyDigest digest = KeyDigest.of("sk_live_" + SECRET);
		assertThat(KeyDigest.of("sk_test_" + SECRET)).isNotEqualTo(digest);
		assertThat(KeyDigest.of("acme_key_" + SECRET)).isNotEqualTo(digest)
			.isEqualTo(KeyDigest.of("acme_key_" + SECRET))
			.isNotEqualTo(KeyDigest.of("acme_kex_" + SECRET));
		for (int i = 0; i < SECRET.length(); i++) {
			StringBuilder other = new StringBuilder(SECRET);
			other.setCharAt(i, '-');
			assertThat(KeyDigest.of("sk_live_" + other)).isNotEqualTo(digest);
		}
	}

}
