package io.stratum.controlplane;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.stratum.crypto.AssociatedData;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A secret that all nodes share, for what leaves this API and comes back.
 */
final class HmacKey {

	private static final String ALGORITHM = "HmacSHA256";

	private static final AssociatedData PLACE = AssociatedData.platform("signing-key", "control-plane");

	private final Supplier<Optional<byte[]>> stored;

	private final Runnable make;

	private volatile @Nullable SecretKeySpec known;

	HmacKey(EngineDatabase database, FieldCipher cipher) {
		this.stored = () -> database.jdbc()
			.sql("select private_key from stratum.signing_key where name = 'control-plane'")
			.query(String.class)
			.optional()
			.map((sealed) -> cipher.openBytes(PLACE, sealed));
		this.make = () -> database.run(() -> database.jdbc().sql("""
				insert into stratum.signing_key (name, public_key, private_key)
				values ('control-plane', '', ?)
				on conflict do nothing
				""").param(cipher.seal(PLACE, random())).update());
	}

	byte[] sign(byte[]... parts) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key());
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SecretKeySpec key() {
		SecretKeySpec key = this.known;
		if (key == null) {
			key = new SecretKeySpec(this.stored.get().orElseGet(this::fresh), ALGORITHM);
			this.known = key;
		}
		return key;
	}

	private byte[] fresh() {
		this.make.run();
		// Another node may have been faster; its key counts.
		return this.stored.get().orElseThrow();
	}

	private static byte[] random() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		return random;
	}

}
