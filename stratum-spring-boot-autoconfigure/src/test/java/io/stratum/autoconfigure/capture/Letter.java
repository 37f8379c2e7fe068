package io.stratum.autoconfigure.capture;

import java.util.UUID;

import io.stratum.jpa.Audited;
import io.stratum.jpa.encrypted.BlindIndex;
import io.stratum.jpa.encrypted.Encrypted;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;

/**
 * A letter of which not everything may be seen.
 */
@Entity
@Audited(exclude = "reads", redact = "seal")
class Letter {

	@Id
	@UuidGenerator(style = UuidGenerator.Style.VERSION_7)
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String subject;

	private String seal = "wax-of-the-king";

	private String lockToken = "opens-the-door";

	@Encrypted
	private String body;

	@BlindIndex(of = "body")
	private String bodyIndex;

	@Encrypted
	private byte[] picture;

	private int reads;

	protected Letter() {
	}

	Letter(String subject) {
		this.subject = subject;
	}

	UUID getId() {
		return this.id;
	}

	void setSubject(String subject) {
		this.subject = subject;
	}

	Letter write(String body, byte[] picture) {
		this.body = body;
		this.picture = picture;
		return this;
	}

	String getBody() {
		return this.body;
	}

	byte[] getPicture() {
		return this.picture;
	}

	void read() {
		this.reads++;
	}

}
