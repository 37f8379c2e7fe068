package io.stratum.tenant;

import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

import io.stratum.InvalidInputException;

/**
 * Identity of a tenant: it never changes and is never used again.
 *
 * @param value a UUID other than nil; new ones are version 7 (RFC 9562), so they sort by
 * time
 */
public record TenantId(UUID value) implements Comparable<TenantId> {

	static final int LABEL_LENGTH = 32;

	private static final NoArgGenerator VERSION_7 = Generators.timeBasedEpochGenerator();

	private static final UUID NIL = new UUID(0, 0);

	// UUID.fromString accepts short forms such as 1-1-1-1-1.
	private static final Pattern CANONICAL = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	/**
	 * Refuses the nil UUID, which stands for "no tenant" in sessions without one.
	 */
	public TenantId {
		if (NIL.equals(value)) {
			throw InvalidInputException.of("tenant_id", "The nil UUID cannot identify a tenant.", "uuid");
		}
	}

	/**
	 * Makes an id that no other tenant has.
	 * @return a fresh UUIDv7
	 */
	public static TenantId random() {
		return new TenantId(VERSION_7.generate());
	}

	/**
	 * Reads an id in its canonical text form of 36 characters.
	 * @param text the text, in either case
	 * @return the id
	 * @throws InvalidInputException if the text is anything else
	 */
	public static TenantId parse(String text) {
		if (!isCanonical(text)) {
			throw InvalidInputException.of("tenant_id", "The tenant id is not a UUID.", "uuid");
		}
		return new TenantId(UUID.fromString(text));
	}

	/**
	 * Tells whether a text has the form of an id.
	 * @param text any text
	 * @return whether {@link #parse} would understand it, the nil UUID aside
	 */
	public static boolean isCanonical(String text) {
		return CANONICAL.matcher(text).matches();
	}

	/**
	 * Reads a label of a path.
	 * @param path labels of 32 hex digits, joined by dots
	 * @param start where the label begins
	 */
	static TenantId ofLabel(String path, int start) {
		int middle = start + LABEL_LENGTH / 2;
		return new TenantId(new UUID(Long.parseUnsignedLong(path, start, middle, 16),
				Long.parseUnsignedLong(path, middle, start + LABEL_LENGTH, 16)));
	}

	/**
	 * Returns the label of this tenant in a path.
	 * @return 32 lower-case hex digits
	 */
	public String label() {
		return this.value.toString().replace("-", "");
	}

	@Override
	public int compareTo(TenantId other) {
		int high = Long.compareUnsigned(this.value.getMostSignificantBits(), other.value.getMostSignificantBits());
		return (high != 0) ? high
				: Long.compareUnsigned(this.value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
	}

	/**
	 * Returns the canonical text form.
	 * @return 36 characters in lower case
	 */
	@Override
	public String toString() {
		return this.value.toString();
	}

}
