package io.stratum.test.invoice;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

/**
 * A line of an invoice.
 */
@Entity
public class InvoiceLine {

	@Id
	@GeneratedValue
	private UUID id;

	@TenantId
	private UUID tenantId;

	@ManyToOne(fetch = FetchType.LAZY)
	private Invoice invoice;

	private String product;

	protected InvoiceLine() {
	}

	InvoiceLine(Invoice invoice, String product) {
		this.invoice = invoice;
		this.product = product;
	}

}
