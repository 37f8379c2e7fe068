package io.stratum.test;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.test.invoice.Customer;
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
		Customer customer = new Customer("Wile E.");
		entities.persist(customer);
		return new Invoice(customer, 4_200);
	}

	@Override
	protected String insertStatement() {
		return """
				insert into invoice (tenant_id, id, number, cents)
				values (?, gen_random_uuid(), gen_random_uuid()::text, 100)
				""";
	}

	@AfterAll
	void closeDesk() {
		this.desk.close();
	}

}
