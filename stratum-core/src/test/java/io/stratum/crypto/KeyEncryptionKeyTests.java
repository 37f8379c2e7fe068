package io.stratum.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyEncryptionKeyTests {

	private static final byte[] PLAIN = "data key".getBytes(StandardCharsets.UTF_8);

	private static final byte[] PLACE = "place".getBytes(StandardCharsets.UTF_8);

	@Test
	void sameKeyIsReadFromBase64AndHex() throws GeneralSecurityException {
		String base64 = KeyEncryptionKey.generate();
		String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
		KeyEncryptionKey one = KeyEncryptionKey.ofText(base64);
		KeyEncryptionKey other = KeyEncryptionKey.ofText(" " + hex + "\n");
		assertThat(other.id()).isEqualTo(one.id());
		assertThat(other.unwrap(one.wrap(PLAIN, PLACE), PLACE)).isEqualTo(PLAIN);
	}

	@Test
	void keysetIsReadFromJson() throws GeneralSecurityException {
		String json = TinkJsonProtoKeysetFormat.serializeKeyset(
				KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
				AeadConfig2026.get(), InsecureSecretKeyAccess.get());
		KeyEncryptionKey key = KeyEncryptionKey.ofText(json);
		assertThat(key.unwrap(key.wrap(PLAIN, PLACE), PLACE)).isEqualTo(PLAIN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "changeit", "c2hvcnQ=", "{\"key\": \"canary\"}",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
			"0000000000000000000000000000000000000000000000000000000000000000",
			"canary!!canary!!canary!!canary!!canary!!" })
	void whatIsNoRandomKeyIsRefusedWithoutRepeatingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyEncryptionKey.ofText(text))
			.withNoCause()
			.withMessageNotContaining("canary");
	}

	@Test
	void textFormsDoNotTellTheKey() {
		String text = KeyEncryptionKey.generate();
		KeyRing ring = KeyRing.ofText(text, List.of());
		assertThat(KeyEncryptionKey.ofText(text) + " " + ring).doesNotContain(text)
			.contains("local:")
			.doesNotContain(text.substring(0, 8));
	}

	@Test
	void ringOpensWhatFormerKeysWrapped() {
		String former = KeyEncryptionKey.generate();
		byte[] wrapped = KeyRing.ofText(former, List.of()).wrap(PLAIN, PLACE);
		KeyRing ring = KeyRing.ofText(KeyEncryptionKey.generate(), List.of(former));
		assertThat(ring.unwrap(wrapped, PLACE)).isEqualTo(PLAIN);
	}

	@Test
	void ringCountsWhatNoKeyOpens() {
		byte[] wrapped = KeyRing.ofText(KeyEncryptionKey.generate(), List.of()).wrap(PLAIN, PLACE);
		KeyRing ring = KeyRing.ofText(KeyEncryptionKey.generate(), List.of());
		assertThatExceptionOfType(EncryptionKeyUnavailableException.class)
			.isThrownBy(() -> ring.unwrap(wrapped, PLACE));
		assertThat(ring.failures()).isEqualTo(1);
	}

	@Test
	void unknownKeyServiceIsAnUnavailableKey() {
		assertThatExceptionOfType(EncryptionKeyUnavailableException.class)
			.isThrownBy(() -> KeyService.ofTinkExtensions().key("nowhere-kms://key"));
	}

}
