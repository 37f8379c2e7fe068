package io.stratum.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An opened data key, which seals and opens the values of one owner.
 */
final class DataKey {

	private static final String MAC = "HmacSHA256";

	private static final byte[] DIGEST_KEY = "stratum digest\u0001".getBytes(StandardCharsets.UTF_8);

	private final UUID id;

	private final @Nullable TenantId owner;

	private final Aead aead;

	private final SecretKeySpec digestKey;

	private DataKey(UUID id, @Nullable TenantId owner, Aead aead, SecretKeySpec digestKey) {
		this.id = id;
		this.owner = owner;
		this.aead = aead;
		this.digestKey = digestKey;
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
			KeysetHandle handle = TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get(),
					AeadConfig2026.get());
			return new DataKey(id, owner, handle.getPrimitive(AeadConfig2026.get(), Aead.class), digestKey(handle));
		}
		catch (GeneralSecurityException ex) {
			throw new EncryptionKeyUnavailableException(ex);
		}
		finally {
			Arrays.fill(keyset, (byte) 0);
		}
	}

	// A key of its own, from which the other cannot be told: HKDF's expansion of a
	// uniform
	// key.
	@AccessesPartialKey
	private static SecretKeySpec digestKey(KeysetHandle handle) throws GeneralSecurityException {
		byte[] secret = ((AesGcmKey) handle.getPrimary().getKey()).getKeyBytes()
			.toByteArray(InsecureSecretKeyAccess.get());
		try {
			return new SecretKeySpec(mac(new SecretKeySpec(secret, MAC)).doFinal(DIGEST_KEY), MAC);
		}
		finally {
			Arrays.fill(secret, (byte) 0);
		}
	}

	private static Mac mac(SecretKeySpec key) throws GeneralSecurityException {
		Mac mac = Mac.getInstance(MAC);
		mac.init(key);
		return mac;
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

	String digest(byte[] plain, byte[] associatedData) {
		try {
			Mac mac = mac(this.digestKey);
			// The place has a fixed length before the value, so no two pairs read the
			// same.
			mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(associatedData.length).array());
			mac.update(associatedData);
			return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(plain));
		}
		catch (GeneralSecurityException ex) {
			throw new EncryptionKeyUnavailableException(ex);
		}
	}

	@Override
	public String toString() {
		return "DataKey[" + this.id + "]";
	}

}
