package io.stratum.test;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Prepares two tenants with one entity each, and walks to the rows of the other.
 *
 * @param <E> the entity
 */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(TenantLeakDetector.class)
@SuppressWarnings("NullAway.Init") // JUnit prepares what each test needs.
abstract class IsolationRoads<E> {

	private final Map<Guard, Acting> acting = new EnumMap<>(Guard.class);

	private IsolationSetup setup;

	Mapping<E> mapping;

	OwnerView owner;

	Tenant acme;

	Tenant globex;

	Object ownId;

	Object foreignId;

	IsolationRoads() {
	}

	abstract IsolationSetup isolation();

	abstract Class<E> entityType();

	abstract E newEntity(EntityManager entities);

	abstract String insertStatement();

	@BeforeAll
	void openRoads() {
		this.setup = isolation();
		for (Guard guard : Guard.values()) {
			this.acting.put(guard, new Acting(this.setup.entities(guard), this.setup.dataSource(guard)));
		}
		this.mapping = new Mapping<>(this.setup.entities(Guard.DATABASE), entityType());
	}

	@BeforeEach
	void giveEachTenantOneEntity() {
		TwoTenants tenants = this.setup.newTenants();
		this.acme = tenants.acme();
		this.globex = tenants.globex();
		this.owner = new OwnerView(this.mapping, this.setup.owner(this.globex));
		this.ownId = persistFor(this.acme);
		this.foreignId = persistFor(this.globex);
	}

	@AfterAll
	void closeRoads() {
		if (this.setup != null) {
			this.setup.close();
		}
	}

	private Object persistFor(Tenant tenant) {
		return behind(Guard.DATABASE).inSession(tenant, (session) -> {
			E entity = newEntity(session);
			session.persist(entity);
			session.flush();
			return Objects.requireNonNull(this.mapping.idOf(entity));
		});
	}

	Acting behind(Guard guard) {
		return Objects.requireNonNull(this.acting.get(guard));
	}

	/** Tries to change something, with the rows of Globex watched. */
	Attack changing(Runnable work) {
		return Attack.changing(() -> this.owner.rowsOf(this.globex), work);
	}

	/** Makes an entity of Globex that a session has let go. */
	E detachedForeignEntity(Guard guard) {
		return behind(guard).inSession(this.globex, (session) -> session.find(entityType(), this.foreignId));
	}

}
