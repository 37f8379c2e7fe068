package io.stratum.test;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.test.invoice.Invoice;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;

class InvoiceIsolationIntegrationTests extends TenantIsolationContract<Invoice> {

	final InvoiceDesk desk = new InvoiceDesk();

	@Override
	protected IsolationSetup isolation(IsolationStrategy strategy) {
		return this.desk.isolation(strategy);
	}

	@Override
	protected Class<Invoice> entityType() {
		return Invoice.class;
	}

	@Override
	protected Invoice newEntity(EntityManager entities) {
		return InvoiceDesk.newInvoice(entities);
	}

	@Override
	protected String insertStatement() {
		return InvoiceDesk.INSERT;
	}

	@AfterAll
	void closeDesk() {
		this.desk.close();
	}

}
