package io.stratum.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.stratum.config.ConfigChange;
import io.stratum.permission.PermissionGrant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes that reads from memory allocate.
 *
 * <p>
 * The virtual machine counts them by thread, so the figures do not depend on the clock.
 * They do on the compiler, which spares objects that do not escape: each bound is what
 * interpreted code needs.
 */
class AllocationIntegrationTests {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final int TIMES = 20_000;

	private static TestDatabase database;

	private static Engine engine;

	private static Tenant acme;

	@BeforeAll
	static void start() {
		database = TestDatabase.create();
		engine = new Engine(database.platform(), database.platform());
		acme = engine.chain("acme", 5);
		engine.config.set(acme.path().root(), ConfigChange.of("seats", 5));
		engine.permissions.grant(acme.path().root(), PermissionGrant.of("orders.read"));
	}

	@AfterAll
	static void stop() {
		engine.close();
		database.close();
	}

	@Test
	void bindingAllocatesItsScopeAlone() throws Exception {
		assertThat(bytesOf(() -> engine.context.bind(acme).close())).isLessThanOrEqualTo(32);
	}

	@Test
	void effectiveConfigIsReadWithoutACopy() throws Exception {
		assertThat(bytesOf(() -> engine.config.resolve(acme.id()))).isLessThanOrEqualTo(64);
	}

	@Test
	void permissionIsCheckedWithoutACopy() throws Exception {
		try (TenantContext.Scope scope = engine.context.bind(acme)) {
			assertThat(bytesOf(() -> engine.permissions.allows("orders.read"))).isLessThanOrEqualTo(128);
		}
	}

	private static long bytesOf(Work work) throws Exception {
		long least = Long.MAX_VALUE;
		for (int round = 0; round < 5; round++) {
			long before = THREADS.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < TIMES; i++) {
				work.run();
			}
			least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / TIMES);
		}
		return least;
	}

}
