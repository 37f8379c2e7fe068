package io.stratum.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.stratum.InvalidInputException;

/**
 * Secrets without which the stored hashes of API keys are of no use to a thief.
 *
 * <p>
 * New hashes are made under the current one. Keys hashed under a previous one still work,
 * and are hashed anew when they are used.
 */
public final class Peppers {

	private static final int MIN_BYTES = 32;

	private final List<Pepper> peppers;

	private Peppers(List<Pepper> peppers) {
		this.peppers = peppers;
	}

	/**
	 * Takes the secrets from configuration.
	 * @param current the secret for new hashes, at least 32 bytes in UTF-8
	 * @param previous secrets still accepted, of the same size
	 * @return the peppers
	 * @throws InvalidInputException if one is too short
	 */
	public static Peppers of(String current, List<String> previous) {
		requireLength("stratum.api-key.hmac-secret", current);
		previous.forEach((secret) -> requireLength("stratum.api-key.previous-hmac-secrets", secret));
		return new Peppers(Stream.concat(Stream.of(current), previous.stream()).distinct().map(Pepper::new).toList());
	}

	private static void requireLength(String property, String secret) {
		if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
			throw InvalidInputException.of(property, "The property '" + property
					+ "' needs at least 32 bytes. Generate one with 'openssl rand -base64 32'.", "size");
		}
	}

	Pepper current() {
		return this.peppers.get(0);
	}

	List<Pepper> previous() {
		return this.peppers.subList(1, this.peppers.size());
	}

	/**
	 * Names the peppers without their secrets.
	 * @return the names
	 */
	@Override
	public String toString() {
		return "Peppers" + this.peppers.stream().map(Pepper::name).toList();
	}

	/**
	 * One secret, named by what it makes of a fixed text.
	 */
	static final class Pepper {

		private final Mac prototype;

		private final String name;

		private Pepper(String secret) {
			try {
				this.prototype = Mac.getInstance("HmacSHA256");
				this.prototype.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
			this.name = HexFormat.of().formatHex(hash("stratum.api-key.pepper").bytes(), 0, 4);
		}

		String name() {
			return this.name;
		}

		KeyHash hash(String plaintext) {
			try {
				Mac mac = (Mac) this.prototype.clone();
				return new KeyHash(mac.doFinal(plaintext.getBytes(StandardCharsets.UTF_8)));
			}
			catch (CloneNotSupportedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
