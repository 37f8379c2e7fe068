package io.stratum.test;

import java.util.UUID;

import javax.sql.DataSource;

import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/**
 * The setup of a desk, for someone to take a part of its wiring away.
 */
class Weakened implements IsolationSetup {

	private final InvoiceDesk desk;

	private final IsolationSetup whole;

	Weakened(InvoiceDesk desk) {
		this.desk = desk;
		this.whole = desk.isolation();
	}

	@Override
	public TwoTenants newTenants() {
		return this.whole.newTenants();
	}

	@Override
	public EntityManagerFactory entities(Guard guard) {
		return RewiredEntities.of(this.desk.entities, connections(guard), resolver(guard));
	}

	@Override
	public DataSource dataSource(Guard guard) {
		return this.whole.dataSource(guard);
	}

	@Override
	public DataSource owner(Tenant tenant) {
		return this.whole.owner(tenant);
	}

	@Override
	public void close() {
		this.whole.close();
	}

	MultiTenantConnectionProvider<UUID> connections(Guard guard) {
		return new TenantConnectionProvider((TenantDataSource) dataSource(guard), this.desk.context);
	}

	CurrentTenantIdentifierResolver<UUID> resolver(Guard guard) {
		TenantIdentifierResolver resolver = new TenantIdentifierResolver(this.desk.context);
		return (guard == Guard.DATABASE) ? new UnfilteredResolver(resolver) : resolver;
	}

	/** Connections as the pool gives them. */
	DataSource pool(Guard guard) {
		return (guard == Guard.DATABASE) ? this.desk.database.application() : this.desk.database.unguarded();
	}

	/** Whoever is bound to the thread. */
	Tenant bound() {
		return this.desk.context.required();
	}

}
