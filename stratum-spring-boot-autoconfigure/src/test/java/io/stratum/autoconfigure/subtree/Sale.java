package io.stratum.autoconfigure.subtree;

import java.util.UUID;

import io.stratum.jpa.Audited;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/**
 * Something that a branch sold.
 */
@Entity
@Audited
class Sale {

	@Id
	private UUID id = UUID.randomUUID();

	@TenantId
	private UUID tenantId;

	private String item;

	protected Sale() {
	}

	Sale(String item) {
		this.item = item;
	}

	String item() {
		return this.item;
	}

}
