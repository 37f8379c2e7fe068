package io.stratum.jpa.ledger;

import java.util.UUID;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;

/**
 * What all entities of tenants have in common.
 */
@MappedSuperclass
public abstract class Owned {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	public UUID getId() {
		return this.id;
	}

	public UUID getTenantId() {
		return this.tenantId;
	}

}
