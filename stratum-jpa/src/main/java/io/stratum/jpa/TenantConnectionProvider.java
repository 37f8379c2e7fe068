package io.stratum.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantSwitchedException;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hibernate connections that run for the tenant of its session.
 *
 * <p>
 * <b>Guarantees.</b> A session opened for one tenant gets no connection while another
 * one, or none, is bound to the thread; a session opened for none gets no connection at
 * all.
 */
public final class TenantConnectionProvider implements MultiTenantConnectionProvider<UUID> {

	private final transient TenantDataSource dataSource;

	private final transient TenantContext context;

	private final transient RestrictedTexts texts = new RestrictedTexts();

	/**
	 * Creates a provider.
	 * @param dataSource tenant-bound connections
	 * @param context where the tenant is bound
	 */
	public TenantConnectionProvider(TenantDataSource dataSource, TenantContext context) {
		this.dataSource = dataSource;
		this.context = context;
	}

	@Override
	public Connection getAnyConnection() throws SQLException {
		return this.dataSource.anyConnection();
	}

	@Override
	public void releaseAnyConnection(Connection connection) throws SQLException {
		connection.close();
	}

	@Override
	public Connection getConnection(UUID sessionTenant) throws SQLException {
		UUID bound = TenantIdentifierResolver.identify(this.context);
		if (!Objects.equals(sessionTenant, bound)) {
			throw new TenantSwitchedException(idOf(sessionTenant), idOf(bound));
		}
		return this.dataSource.getConnection(new SessionTenant(this.texts,
				TenantIdentifierResolver.readsSubtree(sessionTenant) ? null : sessionTenant));
	}

	@Override
	public void releaseConnection(UUID sessionTenant, Connection connection) throws SQLException {
		connection.close();
	}

	@Override
	public boolean handlesConnectionSchema() {
		return true;
	}

	@Override
	public boolean supportsAggressiveRelease() {
		return false;
	}

	@Override
	public boolean isUnwrappableAs(Class<?> type) {
		return type.isInstance(this);
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		if (!isUnwrappableAs(type)) {
			throw new UnknownUnwrapTypeException(type);
		}
		return type.cast(this);
	}

	private static @Nullable TenantId idOf(UUID id) {
		return TenantIdentifierResolver.UNBOUND.equals(id) ? null : new TenantId(id);
	}

}
