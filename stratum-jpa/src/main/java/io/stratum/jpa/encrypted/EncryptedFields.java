package io.stratum.jpa.encrypted;

import java.util.Map;
import java.util.function.Supplier;

import io.stratum.crypto.AssociatedData;
import io.stratum.crypto.FieldCipher;
import io.stratum.isolation.SubtreeRead;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens {@link Encrypted} attributes for the bound tenant.
 */
public final class EncryptedFields {

	private static final String SETTING = "stratum.encrypted_fields";

	// No sealed column stands for it, so rotations keep its keys: they cannot reach the
	// tables of applications in every place.
	private static final String PURPOSE = "entity";

	private static final String INDEX_PURPOSE = "blind-index";

	private final TenantContext context;

	private final Supplier<FieldCipher> cipher;

	/**
	 * Creates the access to the cipher.
	 * @param context knows whose data key seals
	 * @param cipher the cipher, asked for when the first value is sealed or opened
	 */
	public EncryptedFields(TenantContext context, Supplier<FieldCipher> cipher) {
		this.context = context;
		this.cipher = cipher;
	}

	/**
	 * Adds itself to what Hibernate builds sessions with.
	 * @param settings the settings of one factory of sessions
	 */
	public void addTo(Map<String, Object> settings) {
		settings.put(SETTING, this);
	}

	static @Nullable EncryptedFields of(Map<String, Object> settings) {
		return (settings.get(SETTING) instanceof EncryptedFields fields) ? fields : null;
	}

	String seal(String column, byte[] plain) {
		return this.cipher.get().sealForGood(place(PURPOSE, column), plain);
	}

	byte[] open(String column, String sealed) {
		return this.cipher.get().openBytes(place(PURPOSE, column), sealed);
	}

	String digest(String column, byte[] plain) {
		return this.cipher.get().digest(place(INDEX_PURPOSE, column), plain);
	}

	private AssociatedData place(String purpose, String column) {
		if (SubtreeRead.current() != null) {
			throw new EncryptedSubtreeException(column);
		}
		return AssociatedData.of(this.context.required().id(), purpose, column);
	}

}
