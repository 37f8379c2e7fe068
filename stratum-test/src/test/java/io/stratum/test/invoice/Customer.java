package io.stratum.test.invoice;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/**
 * Who pays an invoice.
 */
@Entity
public class Customer {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String name;

	protected Customer() {
	}

	public Customer(String name) {
		this.name = name;
	}

}
