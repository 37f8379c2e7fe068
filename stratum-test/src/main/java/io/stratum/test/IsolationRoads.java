package io.stratum.test;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.springframework.context.ApplicationContext;

/**
 * Prepares two tenants with one entity each, and walks to the rows of the other.
 *
 * @param <E> the entity
 */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@EachStrategy
@ExtendWith({ TenantLeakDetector.class, StandingGuardResolver.class })
@SuppressWarnings("NullAway.Init") // JUnit prepares what each test needs.
abstract class IsolationRoads<E> {

	private final Map<Guard, Acting> acting = new EnumMap<>(Guard.class);

	private IsolationSetup setup;

	Mapping<E> mapping;

	/** What Globex, and whoever is led there, has. */
	OwnerView owner;

	/** What Acme, where it is led, has. */
	OwnerView ownerOfAcme;

	Tenant acme;

	Tenant globex;

	Object ownId;

	Object foreignId;

	@Parameter
	IsolationStrategy strategy;

	IsolationRoads() {
	}

	abstract IsolationSetup isolation(IsolationStrategy strategy);

	abstract Class<E> entityType();

	abstract E newEntity(EntityManager entities);

	abstract String insertStatement();

	@BeforeParameterizedClassInvocation
	void openRoads(IsolationStrategy strategy) {
		this.setup = isolation(strategy);
		for (Guard guard : guards()) {
			this.acting.put(guard, new Acting(this.setup.entities(guard), this.setup.dataSource(guard)));
		}
		this.mapping = new Mapping<>(this.setup.entities(Guard.ROW_LEVEL_SECURITY), entityType());
	}

	@BeforeEach
	void giveEachTenantOneEntity(Guard guard) {
		TwoTenants tenants = this.setup.newTenants();
		this.acme = tenants.acme();
		this.globex = tenants.globex();
		this.owner = new OwnerView(this.mapping, this.setup.owner(this.globex));
		this.ownerOfAcme = (guard == Guard.PLACEMENT) ? new OwnerView(this.mapping, this.setup.owner(this.acme))
				: this.owner;
		this.ownId = persistFor(this.acme, guard);
		this.foreignId = persistFor(this.globex, guard);
	}

	@AfterParameterizedClassInvocation
	void closeRoads() {
		if (this.setup != null) {
			this.setup.close();
		}
	}

	private Object persistFor(Tenant tenant, Guard guard) {
		return behind(guard).inSession(tenant, (session) -> {
			E entity = newEntity(session);
			session.persist(entity);
			session.flush();
			return Objects.requireNonNull(this.mapping.idOf(entity));
		});
	}

	/** The application that the setup was made from, if it was. */
	final Optional<ApplicationContext> application() {
		return this.setup.application();
	}

	final OwnerView ownerOf(Tenant tenant) {
		return new OwnerView(this.mapping, this.setup.owner(tenant));
	}

	Set<Guard> guards() {
		return this.setup.guards();
	}

	/** Connections that take turns on one backend. */
	DataSource pooled(Guard guard) {
		return this.setup.pooled(guard);
	}

	/** Entities with a cache, new ones. */
	Acting cached() {
		return new Acting(this.setup.cachedEntities(), this.setup.dataSource(Guard.ROW_LEVEL_SECURITY));
	}

	Acting behind(Guard guard) {
		return Objects.requireNonNull(this.acting.get(guard));
	}

	final UUID foreignTenant() {
		return this.globex.id().value();
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
