package io.stratum.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;

/**
 * Text forms of a key-encryption key.
 */
final class KeyText {

	private static final int BYTES = 32;

	// Of 32 random bytes about 30 differ; 16 or fewer never happens by chance.
	private static final int FEWEST_DISTINCT = 17;

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

	private KeyText() {
	}

	static String generate() {
		byte[] key = new byte[BYTES];
		new SecureRandom().nextBytes(key);
		return Base64.getEncoder().encodeToString(key);
	}

	static byte[] read(String text) {
		String trimmed = text.strip();
		return isKeyset(trimmed) ? trimmed.getBytes(StandardCharsets.UTF_8) : raw(trimmed);
	}

	static Aead aead(String text, byte[] material) throws GeneralSecurityException {
		return isKeyset(text.strip()) ? ofKeyset(text.strip()) : ofRaw(material);
	}

	/**
	 * Names a key by what only its holder can compute.
	 */
	static String fingerprint(byte[] material) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(material, "HmacSHA256"));
			byte[] digest = mac.doFinal("stratum key-encryption key".getBytes(StandardCharsets.UTF_8));
			return "local:" + HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static IllegalArgumentException unreadable() {
		return new IllegalArgumentException(
				"The encryption key is not readable. Give 32 random bytes as Base64 or hex, "
						+ "or a Tink keyset as JSON; KeyEncryptionKey.generate() makes one.");
	}

	private static boolean isKeyset(String text) {
		return text.startsWith("{");
	}

	private static byte[] raw(String text) {
		byte[] key = decode(text);
		if (key.length != BYTES) {
			throw unreadable();
		}
		if (distinct(key) < FEWEST_DISTINCT) {
			throw new IllegalArgumentException("The encryption key is not random. Use KeyEncryptionKey.generate().");
		}
		return key;
	}

	private static byte[] decode(String text) {
		if (HEX.matcher(text).matches()) {
			return HexFormat.of().parseHex(text);
		}
		try {
			return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			// The cause names a character of the key.
			throw unreadable();
		}
	}

	private static long distinct(byte[] key) {
		return new String(key, StandardCharsets.ISO_8859_1).chars().distinct().count();
	}

	private static Aead ofKeyset(String json) throws GeneralSecurityException {
		return TinkJsonProtoKeysetFormat.parseKeyset(json, AeadConfig2026.get(), InsecureSecretKeyAccess.get())
			.getPrimitive(AeadConfig2026.get(), Aead.class);
	}

	@AccessesPartialKey
	private static Aead ofRaw(byte[] key) throws GeneralSecurityException {
		AesGcmParameters parameters = AesGcmParameters.builder()
			.setKeySizeBytes(BYTES)
			.setIvSizeBytes(12)
			.setTagSizeBytes(16)
			.setVariant(AesGcmParameters.Variant.NO_PREFIX)
			.build();
		AesGcmKey secret = AesGcmKey.builder()
			.setParameters(parameters)
			.setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
			.build();
		return KeysetHandle.newBuilder()
			.addEntry(KeysetHandle.importKey(secret).withRandomId().makePrimary())
			.build()
			.getPrimitive(AeadConfig2026.get(), Aead.class);
	}

}
