package io.stratum.jpa;

import java.util.List;
import java.util.UUID;

import io.stratum.StratumStartupException;
import io.stratum.jpa.ledger.Currency;
import io.stratum.jpa.ledger.Invoice;
import io.stratum.tenant.TenantNotBoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantScopedGuardIntegrationTests {

	private static Ledger ledger;

	@BeforeAll
	static void start() {
		ledger = new Ledger();
	}

	@AfterAll
	static void stop() {
		ledger.close();
	}

	@Test
	void callWithoutTenantIsRefused() {
		Invoices invoices = repository(Invoices.class);
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(invoices::findAll);
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(invoices::nothing);
	}

	@Test
	void callForATenantSeesItsRows() {
		Invoices invoices = repository(Invoices.class);
		ledger.as(ledger.acme,
				() -> assertThat(invoices.findAll()).extracting(Invoice::getNumber).containsExactly("acme"));
		ledger.as(ledger.globex, () -> {
			assertThat(invoices.findByNumber("acme")).isEmpty();
			assertThat(invoices.numbers()).containsExactly("globex");
		});
	}

	@Test
	void methodsOfEveryObjectNeedNoTenant() {
		Invoices invoices = repository(Invoices.class);
		assertThat(invoices.toString()).isNotEmpty();
		assertThat(invoices).isEqualTo(invoices).hasSameHashCodeAs(invoices);
	}

	@Test
	void scopedRepositoryOfAGlobalEntityStopsTheStart() {
		assertThatExceptionOfType(StratumStartupException.class).isThrownBy(() -> repository(Currencies.class))
			.satisfies((ex) -> assertThat(ex.description()).contains(Currencies.class.getName(),
					Currency.class.getName()));
	}

	@Test
	void modifyingNativeQueryStopsTheStart() {
		assertThatExceptionOfType(StratumStartupException.class).isThrownBy(() -> repository(NativeWriters.class))
			.satisfies((ex) -> assertThat(ex.description()).contains("renumber"));
	}

	@Test
	void unmarkedRepositoryIsLeftAlone() {
		assertThat(repository(GlobalCurrencies.class)).isNotNull();
		UnmarkedInvoices invoices = repository(UnmarkedInvoices.class);
		assertThat(invoices.nothing()).isEmpty();
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(invoices::findAll);
	}

	private static <R> R repository(Class<R> type) {
		JpaRepositoryFactory repositories = new JpaRepositoryFactory(ledger.entities);
		repositories.addRepositoryProxyPostProcessor(new TenantScopedGuard(ledger.context, new TenantModel()));
		return repositories.getRepository(type);
	}

	@TenantScoped
	interface Invoices extends Repository<Invoice, UUID> {

		List<Invoice> findAll();

		List<Invoice> findByNumber(String number);

		@Query(value = "select number from invoice", nativeQuery = true)
		List<String> numbers();

		default String nothing() {
			return "";
		}

	}

	interface UnmarkedInvoices extends Repository<Invoice, UUID> {

		List<Invoice> findAll();

		default String nothing() {
			return "";
		}

	}

	@TenantScoped
	interface Currencies extends Repository<Currency, String> {

	}

	interface GlobalCurrencies extends Repository<Currency, String> {

	}

	@TenantScoped
	interface NativeWriters extends Repository<Invoice, UUID> {

		@Modifying
		@Query(value = "update invoice set number = 'x'", nativeQuery = true)
		int renumber();

	}

}
