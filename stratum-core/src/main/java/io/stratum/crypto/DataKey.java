package io.stratum.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An opened data key, which seals and opens the values of one owner.
 */
final class DataKey {

	private final UUID id;

	private final @Nullable TenantId owner;

	private final Aead aead;

	private DataKey(UUID id, @Nullable TenantId owner, Aead aead) {
		this.id = id;
		this.owner = owner;
		this.aead = aead;
	}

	/**
	 * Makes the wrapped text of a fresh key.
	 */
	static String generate(UUID id, @Nullable TenantId owner, KeyRing ring) {
		try {
			KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
			return wrap(id, owner,
					TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get(), AeadConfig2026.get()),
					ring);
		}
		catch (GeneralSecurityException ex) {
			throw new EncryptionKeyUnavailableException(ex);
		}
	}

	static String rewrap(UUID id, @Nullable TenantId owner, String wrapped, KeyRing ring) {
		return wrap(id, owner, unwrap(id, owner, wrapped, ring), ring);
	}

	static DataKey open(UUID id, @Nullable TenantId owner, String wrapped, KeyRing ring) {
		byte[] keyset = unwrap(id, owner, wrapped, ring);
		try {
			return new DataKey(id, owner,
					TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get(), AeadConfig2026.get())
						.getPrimitive(AeadConfig2026.get(), Aead.class));
		}
		catch (GeneralSecurityException ex) {
			throw new EncryptionKeyUnavailableException(ex);
		}
		finally {
			Arrays.fill(keyset, (byte) 0);
		}
	}

	private static String wrap(UUID id, @Nullable TenantId owner, byte[] keyset, KeyRing ring) {
		try {
			return Base64.getEncoder().encodeToString(ring.wrap(keyset, place(id, owner)));
		}
		finally {
			Arrays.fill(keyset, (byte) 0);
		}
	}

	private static byte[] unwrap(UUID id, @Nullable TenantId owner, String wrapped, KeyRing ring) {
		return ring.unwrap(decode(wrapped), place(id, owner));
	}

	private static byte[] decode(String wrapped) {
		try {
			return Base64.getDecoder().decode(wrapped);
		}
		catch (IllegalArgumentException ex) {
			throw new EncryptionKeyUnavailableException(ex);
		}
	}

	private static byte[] place(UUID id, @Nullable TenantId owner) {
		return new AssociatedData(owner, "data-key", id.toString()).bytes();
	}

	UUID id() {
		return this.id;
	}

	boolean belongsTo(@Nullable TenantId tenant) {
		return Objects.equals(this.owner, tenant);
	}

	byte[] seal(byte[] plain, byte[] associatedData) {
		try {
			return this.aead.encrypt(plain, associatedData);
		}
		catch (GeneralSecurityException ex) {
			throw new EncryptionKeyUnavailableException(ex);
		}
	}

	byte[] open(byte[] sealed, byte[] associatedData) {
		try {
			return this.aead.decrypt(sealed, associatedData);
		}
		catch (GeneralSecurityException ex) {
			throw new CiphertextInvalidException();
		}
	}

	@Override
	public String toString() {
		return "DataKey[" + this.id + "]";
	}

}
