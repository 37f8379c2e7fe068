package io.stratum.jpa.desk;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/**
 * A visit that nobody audits.
 */
@Entity
public class Visit {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

}
