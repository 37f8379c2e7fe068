package io.stratum.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.engine.CanonicalJson;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement of where a chain stood, to be kept by a witness too.
 *
 * @param tenant whose chain, or {@code null} for the operators'
 * @param seq number of the last entry
 * @param hash its hash, 64 hex digits
 * @param retention whether retention removed the entries up to it
 * @param createdAt when it was signed
 * @param keyId first 16 hex digits of the SHA-256 of the public key
 * @param signature Ed25519 over {@link #text} in UTF-8 (RFC 8032), in hex
 */
public record AuditCheckpoint(@Nullable TenantId tenant, long seq, String hash, boolean retention, Instant createdAt,
		String keyId, String signature) {

	/**
	 * Returns what is signed.
	 * @return canonical JSON (RFC 8785) of {@code created_at, hash, retention, seq,
	 * tenant_id}
	 */
	public String text() {
		return text(this.tenant, this.seq, this.hash, this.retention, this.createdAt);
	}

	static String text(@Nullable TenantId tenant, long seq, String hash, boolean retention, Instant createdAt) {
		Map<String, @Nullable Object> text = new LinkedHashMap<>();
		text.put("tenant_id", (tenant != null) ? tenant.toString() : null);
		text.put("seq", seq);
		text.put("hash", hash);
		text.put("retention", retention);
		text.put("created_at", createdAt.toString());
		return CanonicalJson.of(text);
	}

}
