package io.stratum.jpa.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;

/**
 * A line of an invoice.
 */
@Entity
public class InvoiceLine extends Owned {

	@ManyToOne
	private Invoice invoice;

	protected InvoiceLine() {
	}

	InvoiceLine(Invoice invoice) {
		this.invoice = invoice;
	}

}
