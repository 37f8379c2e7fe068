package io.stratum.isolation;

import java.util.List;

import io.stratum.InvalidInputException;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.TenantSwitchedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CrossTenantAccessIntegrationTests {

	private static IsolationFixture fixture;

	private static CrossTenantAccess access;

	@BeforeAll
	static void start() {
		fixture = new IsolationFixture();
		access = new CrossTenantAccess(fixture.platform, fixture.database, fixture.journal, fixture.context);
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void rows() {
		fixture.givenOneOrderEach();
		fixture.ownerRuns("delete from stratum.audit_log");
	}

	@Test
	void workSeesTheRowsOfAllTenants() {
		long orders = access.because("monthly invoices").call(CrossTenantAccessIntegrationTests::countOrders);
		assertThat(orders).isEqualTo(3);
		assertThat(reasons()).containsExactly("monthly invoices");
	}

	@Test
	void reasonStaysWhenTheWorkFails() {
		assertThatIllegalStateException().isThrownBy(() -> access.because("doomed").run((sql) -> {
			sql.sql("delete from orders").update();
			throw new IllegalStateException();
		}));
		assertThat(reasons()).containsExactly("doomed");
		assertThat(fixture.ordersOf(fixture.acme)).isOne();
	}

	@Test
	void reasonIsWrittenBeforeTheWorkBegins() {
		List<String> seen = access.because("first the reason").call((sql) -> reasons());
		assertThat(seen).containsExactly("first the reason");
	}

	@Test
	void tenantIsNotBoundInside() {
		try (TenantContext.Scope scope = fixture.context.bind(fixture.acme)) {
			access.because("look around").run((sql) -> {
				assertThat(fixture.context.current()).isEmpty();
				assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(fixture.dataSource::getConnection);
			});
			assertThat(fixture.context.current()).contains(fixture.acme);
		}
	}

	@Test
	void refusesInsideTheTransactionOfATenant() {
		try (TenantContext.Scope scope = fixture.context.bind(fixture.acme)) {
			new TransactionTemplate(fixture.transactions)
				.executeWithoutResult((status) -> assertThatExceptionOfType(TenantSwitchedException.class)
					.isThrownBy(() -> access.because("inside").call(CrossTenantAccessIntegrationTests::countOrders)));
		}
		assertThat(reasons()).isEmpty();
	}

	@Test
	void refusesInsideATransactionOfTheEngine() {
		fixture.database.run(() -> assertThatExceptionOfType(TenantSwitchedException.class)
			.isThrownBy(() -> access.because("inside").call(CrossTenantAccessIntegrationTests::countOrders)));
		assertThat(reasons()).isEmpty();
	}

	@Test
	void refusesAReasonThatSaysNothing() {
		for (String reason : List.of("", " \n", "x".repeat(1001))) {
			assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> access.because(reason));
		}
	}

	private static long countOrders(JdbcClient sql) {
		return sql.sql("select count(*) from orders").query(Long.class).single();
	}

	private static List<String> reasons() {
		return JdbcClient.create(fixture.owner)
			.sql("select reason from stratum.audit_log where action = 'cross_tenant.opened'")
			.query(String.class)
			.list();
	}

}
