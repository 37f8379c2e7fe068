package io.stratum.crypto;

import java.util.Optional;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A column of the database that holds ciphertexts, so that rotation finds them.
 *
 * <p>
 * Values of the column must be sealed inside the transaction of the engine that stores
 * them. A data key used for a purpose that no column stands for is kept for ever.
 */
public interface SealedColumn {

	/**
	 * Returns the name under which rotated values are counted.
	 * @return a name in snake case and plural, such as {@code config_entries}
	 */
	String name();

	/**
	 * Returns the purpose its values are sealed for.
	 * @return the purpose in their {@link AssociatedData}
	 */
	String purpose();

	/**
	 * Seals the next values of an owner again, in the running transaction.
	 * <p>
	 * The rows are locked before they are read, and those the resealer returns a value
	 * for are stored.
	 * @param owner the tenant, or {@code null} for the platform
	 * @param after the last row of the batch before, or {@code null} to begin
	 * @param limit most rows to look at, above zero
	 * @param resealer seals a value again
	 * @return the last row looked at, or {@code null} when no row follows
	 */
	@Nullable String resealAfter(@Nullable TenantId owner, @Nullable String after, int limit, Resealer resealer);

	/**
	 * Tells whether a value of an owner is still sealed with a key.
	 * @param owner the tenant, or {@code null} for the platform
	 * @param key the id of the data key
	 * @return whether a ciphertext names it
	 */
	boolean names(@Nullable TenantId owner, UUID key);

	/**
	 * Seals a value with the key in use.
	 */
	@FunctionalInterface
	interface Resealer {

		/**
		 * Seals a value again if another key sealed it.
		 * @param place where the ciphertext was found
		 * @param sealed the ciphertext
		 * @return the ciphertext to store, or empty if this one stays
		 */
		Optional<String> reseal(AssociatedData place, String sealed);

	}

}
