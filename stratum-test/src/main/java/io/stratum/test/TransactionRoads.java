package io.stratum.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.TenantSwitchedException;
import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Roads 18 to 21, 24 and 25: connections, transactions and sessions that change hands.
 *
 * @param <E> the entity
 */
abstract class TransactionRoads<E> extends IsolationRoads<E> {

	private static final int ROUNDS = 6;

	TransactionRoads() {
	}

	@Road
	void nextTenantOnAPooledConnectionIsBoundAnew(Guard guard) {
		for (int round = 0; round < ROUNDS; round++) {
			Tenant next = (round % 2 == 0) ? this.acme : this.globex;
			assertThat(behind(guard).inTransaction(next, () -> boundTenant(guard))).isEqualTo(next.id().value());
		}
		assertThat(behind(guard).as(this.globex, () -> boundTenant(guard))).isEqualTo(this.globex.id().value());
	}

	@Road
	void transactionAfterARollbackIsBoundAnew(Guard guard) {
		TransactionTemplate transaction = behind(guard).transaction();
		behind(guard).runAs(this.acme, () -> {
			for (int round = 0; round < ROUNDS; round++) {
				transaction.executeWithoutResult((status) -> {
					assertBound(guard, this.acme);
					status.setRollbackOnly();
				});
			}
			assertThat(boundTenant(guard)).isEqualTo(this.acme.id().value());
		});
	}

	@Road
	void secondTransactionOfOneSessionIsBoundAnew(Guard guard) {
		behind(guard).runAs(this.acme, () -> {
			try (EntityManager entities = behind(guard).entities.createEntityManager()) {
				for (int round = 0; round < ROUNDS; round++) {
					entities.getTransaction().begin();
					List<Object> seen = idsSeenBy(entities);
					entities.getTransaction().commit();
					assertThat(seen).containsExactly(this.ownId);
				}
			}
		});
	}

	@Road
	void savepointKeepsTheBindingInBothOutcomes(Guard guard) {
		behind(guard).runInTransaction(this.acme,
				() -> behind(guard).template.execute((ConnectionCallback<Boolean>) (connection) -> {
					Savepoint undone = connection.setSavepoint();
					assertBound(guard, this.acme);
					connection.rollback(undone);
					assertBound(guard, this.acme);
					connection.releaseSavepoint(connection.setSavepoint());
					assertBound(guard, this.acme);
					return Boolean.TRUE;
				}));
	}

	@Road
	void nestedTransactionOfAnotherTenantSeesItsOwnRows(Guard guard) {
		Acting acting = behind(guard);
		acting.useSession(this.acme, (session) -> {
			assertThat(idsSeenBy(session)).containsExactly(this.ownId);
			acting.context.runAs(this.globex, () -> acting.newTransaction().executeWithoutResult((status) -> {
				assertThat(idsSeenBy(acting.session())).containsExactly(this.foreignId);
				assertBound(guard, this.globex);
			}));
			assertBound(guard, this.acme);
			assertThat(idsSeenBy(session)).containsExactly(this.ownId);
		});
	}

	@Road
	void workAfterCommitRunsForTheTenantOfTheTransaction(Guard guard) {
		Acting acting = behind(guard);
		List<Object> seen = new ArrayList<>();
		TransactionSynchronization listener = new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				acting.newTransaction().executeWithoutResult((status) -> seen.add(boundTenant(guard)));
			}

		};
		acting.runInTransaction(this.acme, () -> TransactionSynchronizationManager.registerSynchronization(listener));
		acting.runInTransaction(this.globex, () -> TransactionSynchronizationManager.registerSynchronization(listener));
		assertThat(seen).containsExactly(this.acme.id().value(), this.globex.id().value());
	}

	@Road
	void otherTenantIsNotBoundInsideATransaction(Guard guard) {
		behind(guard).runInTransaction(this.acme, () -> assertThatExceptionOfType(TenantSwitchedException.class)
			.isThrownBy(() -> behind(guard).context.bind(this.globex)));
	}

	@Road
	void sessionOfOneTenantDoesNotServeAnother(Guard guard) {
		Acting acting = behind(guard);
		try (EntityManager opened = acting.as(this.acme, acting.entities::createEntityManager)) {
			acting.runAs(this.globex,
					() -> assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(() -> idsSeenBy(opened)));
			assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(() -> idsSeenBy(opened));
		}
	}

	@Road
	void connectionOfOneTenantDoesNotServeAnother(Guard guard) throws SQLException {
		Acting acting = behind(guard);
		try (Connection borrowed = acting.as(this.acme, () -> connection(acting.dataSource))) {
			acting.runAs(this.globex,
					() -> assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(() -> use(borrowed)));
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> use(borrowed));
		}
	}

	@Road
	void statementOutsideATransactionIsBound(Guard guard) {
		behind(guard).runAs(this.acme, () -> assertThat(boundTenant(guard)).isEqualTo(this.acme.id().value()));
	}

	@Road
	void nothingIsReachedWithoutATenant(Guard guard) {
		Acting acting = behind(guard);
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(acting.dataSource::getConnection);
		try (EntityManager entities = acting.entities.createEntityManager()) {
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> idsSeenBy(entities));
		}
		try (TenantContext.Scope scope = acting.context.bind(this.acme)) {
			assertThat(boundTenant(guard)).isEqualTo(this.acme.id().value());
		}
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(acting.dataSource::getConnection);
	}

	List<Object> idsSeenBy(EntityManager entities) {
		return entities
			.createQuery("select e." + this.mapping.idAttribute() + " from " + this.mapping.entityName() + " e",
					Object.class)
			.getResultList();
	}

	private void assertBound(Guard guard, Tenant tenant) {
		assertThat(boundTenant(guard)).isEqualTo(tenant.id().value());
	}

	final UUID boundTenant(Guard guard) {
		return boundTenant(behind(guard).sql);
	}

	static UUID boundTenant(JdbcClient sql) {
		return sql.sql("select nullif(current_setting('app.current_tenant_id', true), '')::uuid")
			.query(UUID.class)
			.single();
	}

	static Connection connection(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void use(Connection connection) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("select 1");
		}
	}

}
