package io.stratum.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Keys and whom they belong to.
 */
final class Callers {

	static final TenantId ACME = TenantId.parse("01975a3f-1c7e-7cc2-ad3e-0123456789ab");

	static final Tenant TENANT = new Tenant(ACME, "acme", "Acme", new TenantPath(List.of(ACME)), TenantStatus.ACTIVE,
			IsolationStrategy.SHARED, null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);

	static final Caller READER = caller(Caller.Type.API_KEY, "reader", Scope.READ);

	static final Caller WRITER = caller(Caller.Type.API_KEY, "writer", Scope.READ, Scope.WRITE);

	static final Function<String, Optional<Caller>> KEYS = (key) -> {
		if (key.equals("outage")) {
			throw new DataAccessResourceFailureException("the database host");
		}
		return Optional.ofNullable(Map.of("sk_reader", READER, "sk_writer", WRITER).get(key));
	};

	private Callers() {
	}

	static Caller caller(Caller.Type type, String id, Scope... scopes) {
		return new Caller(type, id, id, ACME, Set.of(scopes), null, null, null);
	}

}
