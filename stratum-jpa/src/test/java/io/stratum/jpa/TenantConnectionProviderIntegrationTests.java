package io.stratum.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.TenantSwitchedException;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantConnectionProviderIntegrationTests {

	private static Ledger ledger;

	private static TenantConnectionProvider provider;

	@BeforeAll
	static void start() {
		ledger = new Ledger();
		provider = new TenantConnectionProvider(ledger.dataSource, ledger.context);
	}

	@AfterAll
	static void stop() {
		ledger.close();
	}

	@Test
	void everyTransactionOfOneEntityManagerIsBound() {
		ledger.as(ledger.acme, () -> {
			try (EntityManager entities = ledger.factory.createEntityManager()) {
				for (int i = 0; i < 3; i++) {
					entities.getTransaction().begin();
					assertThat(ledger.numbers(entities)).containsExactly("acme");
					entities.getTransaction().commit();
				}
			}
		});
	}

	@Test
	void jdbcInsideATransactionOfHibernateSharesItsConnection() {
		JdbcClient sql = JdbcClient.create(ledger.dataSource);
		ledger.as(ledger.acme, () -> ledger.transaction.executeWithoutResult((status) -> {
			Integer backend = ledger.entities.unwrap(Session.class)
				.createNativeQuery("select pg_backend_pid()", Integer.class)
				.getSingleResult();
			assertThat(sql.sql("select pg_backend_pid()").query(Integer.class).single()).isEqualTo(backend);
			assertThat(sql.sql("select number from invoice").query(String.class).list()).containsExactly("acme");
		}));
	}

	@Test
	void newTransactionOfAnotherTenantSuspendsTheFirst() {
		TransactionTemplate fresh = new TransactionTemplate(ledger.transaction.getTransactionManager());
		fresh.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		ledger.as(ledger.acme, () -> ledger.transaction.executeWithoutResult((status) -> {
			assertThat(ledger.numbers(ledger.entities)).containsExactly("acme");
			ledger.context.runAs(ledger.globex, () -> fresh.executeWithoutResult(
					(nested) -> assertThat(ledger.numbers(ledger.entities)).containsExactly("globex")));
			assertThat(ledger.numbers(ledger.entities)).containsExactly("acme");
		}));
	}

	@Test
	void readOnlyTransactionIsBound() {
		TransactionTemplate reading = new TransactionTemplate(ledger.transaction.getTransactionManager());
		reading.setReadOnly(true);
		ledger.as(ledger.globex, () -> reading
			.executeWithoutResult((status) -> assertThat(ledger.numbers(ledger.entities)).containsExactly("globex")));
	}

	@Test
	void statelessAndReadOnlySessionsAreBound() {
		SessionFactory sessions = ledger.factory.unwrap(SessionFactory.class);
		ledger.as(ledger.acme, () -> {
			try (StatelessSession stateless = sessions.openStatelessSession();
					Session reading = sessions.withOptions().readOnly(true).openSession()) {
				assertThat(stateless.createSelectionQuery("select number from Invoice", String.class).getResultList())
					.containsExactly("acme");
				assertThat(ledger.numbers(reading)).containsExactly("acme");
			}
		});
	}

	@Test
	void sessionOfOneTenantGetsNoConnectionForAnother() {
		try (TenantContext.Scope scope = ledger.context.bind(ledger.acme);
				EntityManager opened = ledger.factory.createEntityManager()) {
			ledger.as(ledger.globex, () -> assertThatExceptionOfType(TenantSwitchedException.class)
				.isThrownBy(() -> ledger.numbers(opened)));
			assertThat(ledger.numbers(opened)).containsExactly("acme");
		}
	}

	@Test
	void sessionOfNobodyGetsNoConnectionForATenant() {
		try (EntityManager opened = ledger.factory.createEntityManager()) {
			ledger.as(ledger.acme, () -> assertThatExceptionOfType(TenantSwitchedException.class)
				.isThrownBy(() -> ledger.numbers(opened)));
		}
	}

	@Test
	void sessionOfNobodyIsRefusedBeforeThePoolIsTouched() throws SQLException {
		try (Connection one = ledger.application.getConnection();
				Connection two = ledger.application.getConnection();
				Connection three = ledger.application.getConnection();
				EntityManager entities = ledger.factory.createEntityManager()) {
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> ledger.numbers(entities));
		}
	}

	@Test
	void identifierOfAnotherTenantIsRefused() {
		ledger.as(ledger.acme,
				() -> assertThatExceptionOfType(TenantSwitchedException.class)
					.isThrownBy(() -> provider.getConnection(ledger.globex.id().value()))
					.withMessageContaining(ledger.globex.id().toString()));
	}

	@Test
	void anyConnectionSeesNoRow() throws SQLException {
		Connection any = provider.getAnyConnection();
		try (var rows = any.createStatement().executeQuery("select 1 from invoice")) {
			assertThat(rows.next()).isFalse();
		}
		finally {
			provider.releaseAnyConnection(any);
		}
		assertThat(any.isClosed()).isTrue();
	}

	@Test
	void schemaOfAConnectionIsNotHibernatesBusiness() {
		assertThat(provider.handlesConnectionSchema()).isTrue();
		assertThat(provider.supportsAggressiveRelease()).isFalse();
	}

	@Test
	void unwrapsToItselfOnly() {
		assertThat(provider.unwrap(TenantConnectionProvider.class)).isSameAs(provider);
		assertThatExceptionOfType(UnknownUnwrapTypeException.class).isThrownBy(() -> provider.unwrap(UUID.class));
	}

}
