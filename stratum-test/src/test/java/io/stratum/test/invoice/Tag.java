package io.stratum.test.invoice;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/**
 * A word that invoices are found by.
 */
@Entity
public class Tag {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String label;

	protected Tag() {
	}

	Tag(String label) {
		this.label = label;
	}

}
