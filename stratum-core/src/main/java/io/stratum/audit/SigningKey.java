package io.stratum.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.function.Supplier;

import io.stratum.crypto.AssociatedData;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 key pair that signs for this installation, made once and kept sealed.
 *
 * <p>
 * It is shared by all nodes: whoever is first makes it, everybody else reads it.
 */
public final class SigningKey implements Supplier<KeyPair> {

	private static final String ALGORITHM = "Ed25519";

	private static final AssociatedData PLACE = AssociatedData.platform("signing-key", "audit");

	private final EngineDatabase database;

	private final FieldCipher cipher;

	private volatile @Nullable KeyPair known;

	/**
	 * Creates the access to the key.
	 * @param database where it is kept
	 * @param cipher what seals it
	 */
	public SigningKey(EngineDatabase database, FieldCipher cipher) {
		this.database = database;
		this.cipher = cipher;
	}

	/**
	 * Returns the key pair, which is made when it is first asked for.
	 * @return the key pair
	 */
	@Override
	public KeyPair get() {
		KeyPair pair = this.known;
		if (pair == null) {
			pair = find().orElseGet(this::make);
			this.known = pair;
		}
		return pair;
	}

	private KeyPair make() {
		this.database.run(() -> {
			KeyPair fresh = generate();
			this.database.jdbc()
				.sql("""
						insert into stratum.signing_key (name, public_key, private_key)
						values ('audit', ?, ?)
						on conflict do nothing
						""")
				.params(fresh.getPublic().getEncoded(), this.cipher.seal(PLACE, fresh.getPrivate().getEncoded()))
				.update();
		});
		return find().orElseThrow();
	}

	private Optional<KeyPair> find() {
		return this.database.jdbc()
			.sql("select public_key, private_key from stratum.signing_key where name = 'audit'")
			.query((row, index) -> pair(row.getBytes("public_key"),
					this.cipher.openBytes(PLACE, row.getString("private_key"))))
			.optional();
	}

	private static KeyPair generate() {
		try {
			return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair pair(byte[] publicKey, byte[] privateKey) {
		try {
			KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
			PublicKey known = factory.generatePublic(new X509EncodedKeySpec(publicKey));
			return new KeyPair(known, factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The stored signing key is not an Ed25519 key.", ex);
		}
	}

}
