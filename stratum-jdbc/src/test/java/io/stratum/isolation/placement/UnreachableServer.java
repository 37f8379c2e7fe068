package io.stratum.isolation.placement;

import javax.sql.DataSource;

import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;

/**
 * A server on which nothing can be made.
 */
record UnreachableServer() implements OwnerServer {

	@Override
	public String name() {
		return Placement.HOME;
	}

	@Override
	public RoleNames roles() {
		return PlacementFixture.ROLES;
	}

	@Override
	public DataSource connect(@Nullable String database, Settings settings) {
		throw new IllegalStateException("The owner has nothing to do here.");
	}

}
