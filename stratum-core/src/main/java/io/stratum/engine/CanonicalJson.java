package io.stratum.engine;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that can be hashed (RFC 8785).
 */
public final class CanonicalJson {

	private CanonicalJson() {
	}

	/**
	 * Writes a value in canonical form.
	 * @param value a value that {@link Json#write} understands
	 * @return its canonical text
	 */
	public static String of(@Nullable Object value) {
		try {
			return new JsonCanonicalizer(Json.write(value)).getEncodedString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
