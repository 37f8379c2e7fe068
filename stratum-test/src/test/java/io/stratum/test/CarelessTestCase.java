package io.stratum.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Leaves a tenant bound; started by {@link TenantLeakDetectorTests}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(TenantLeakDetector.class)
class CarelessTestCase {

	private final TenantContext context = new TenantContext();

	@Test
	@Order(1)
	void closesWhatItBinds() {
		this.context.bind(acme()).close();
	}

	@Test
	@Order(2)
	void leavesATenantBound() {
		this.context.bind(acme());
	}

	@Test
	@Order(3)
	void beginsWithoutATenant() {
		assertThat(this.context.current()).isEmpty();
	}

	private static Tenant acme() {
		TenantId id = TenantId.random();
		return new Tenant(id, "acme", "Acme", new TenantPath(List.of(id)), TenantStatus.ACTIVE,
				IsolationStrategy.SHARED, null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

}
