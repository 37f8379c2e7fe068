package io.stratum.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.stratum.audit.AuditRows.Head;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Signs checkpoints of the audit log, and knows the signatures of its predecessors.
 */
public final class AuditSigner {

	private static final String ALGORITHM = "Ed25519";

	private final Supplier<KeyPair> current;

	private final List<PublicKey> previous;

	/**
	 * Creates a signer.
	 * @param current gives the Ed25519 key pair that signs; asked each time
	 * @param previous public keys whose signatures still count
	 */
	public AuditSigner(Supplier<KeyPair> current, Collection<? extends PublicKey> previous) {
		this.current = current;
		this.previous = List.copyOf(previous);
	}

	AuditCheckpoint sign(Head head, boolean retention, Instant now) {
		@Nullable TenantId tenant = AuditRows.tenant(head.chain());
		KeyPair pair = this.current.get();
		try {
			Signature signature = Signature.getInstance(ALGORITHM);
			signature.initSign(pair.getPrivate());
			signature.update(AuditCheckpoint.text(tenant, head.seq(), head.hash(), retention, now)
				.getBytes(StandardCharsets.UTF_8));
			return new AuditCheckpoint(tenant, head.seq(), head.hash(), retention, now, keyId(pair.getPublic()),
					HexFormat.of().formatHex(signature.sign()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The key of the audit log is not an Ed25519 key.", ex);
		}
	}

	String keyId() {
		return keyId(this.current.get().getPublic());
	}

	/**
	 * Tells whether the signer, or a predecessor, signed a checkpoint.
	 * @param checkpoint the checkpoint
	 * @return whether its signature verifies under the key it names
	 */
	public boolean isSigned(AuditCheckpoint checkpoint) {
		return key(checkpoint).map((key) -> verifies(checkpoint, key)).orElse(false);
	}

	boolean knowsKeyOf(AuditCheckpoint checkpoint) {
		return key(checkpoint).isPresent();
	}

	private Optional<PublicKey> key(AuditCheckpoint checkpoint) {
		return Stream.concat(Stream.of(this.current.get().getPublic()), this.previous.stream())
			.filter((key) -> keyId(key).equals(checkpoint.keyId()))
			.findFirst();
	}

	private static boolean verifies(AuditCheckpoint checkpoint, PublicKey key) {
		try {
			Signature signature = Signature.getInstance(ALGORITHM);
			signature.initVerify(key);
			signature.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
			return signature.verify(HexFormat.of().parseHex(checkpoint.signature()));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return false;
		}
	}

	private static String keyId(PublicKey key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
			return HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
