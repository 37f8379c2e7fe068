package io.stratum.crypto;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The key-encryption key in use, and former ones that still open.
 */
public final class KeyRing {

	private final KeyEncryptionKey current;

	private final List<KeyEncryptionKey> previous;

	private final AtomicLong failures = new AtomicLong();

	/**
	 * Creates a ring.
	 * @param current wraps data keys from now on
	 * @param previous still unwrap what they wrapped
	 */
	public KeyRing(KeyEncryptionKey current, List<KeyEncryptionKey> previous) {
		this.current = current;
		this.previous = List.copyOf(previous);
	}

	/**
	 * Reads a ring of local keys from text.
	 * @param key the key in use
	 * @param previous former keys
	 * @return the ring
	 * @throws IllegalArgumentException if one of the texts is not a key
	 * @see KeyEncryptionKey#ofText
	 */
	public static KeyRing ofText(String key, List<String> previous) {
		return new KeyRing(KeyEncryptionKey.ofText(key), previous.stream().map(KeyEncryptionKey::ofText).toList());
	}

	/**
	 * Returns the name of the key in use.
	 * @return a name that tells nothing of the key
	 */
	public String currentId() {
		return this.current.id();
	}

	byte[] wrap(byte[] plain, byte[] associatedData) {
		try {
			return this.current.wrap(plain, associatedData);
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	byte[] unwrap(byte[] wrapped, byte[] associatedData) {
		Exception last = null;
		for (KeyEncryptionKey key : keys()) {
			try {
				return key.unwrap(wrapped, associatedData);
			}
			catch (GeneralSecurityException | RuntimeException ex) {
				// Another key may have wrapped it.
				last = ex;
			}
		}
		throw unavailable(last);
	}

	long failures() {
		return this.failures.get();
	}

	List<KeyEncryptionKey> keys() {
		return Stream.concat(Stream.of(this.current), this.previous.stream()).toList();
	}

	private EncryptionKeyUnavailableException unavailable(@Nullable Throwable cause) {
		this.failures.incrementAndGet();
		return new EncryptionKeyUnavailableException(cause);
	}

	@Override
	public String toString() {
		return "KeyRing[" + this.current.id() + ", previous=" + this.previous.size() + "]";
	}

}
