package io.stratum.test.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

import io.stratum.access.Caller;
import io.stratum.isolation.Placements;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.EachStrategy;
import io.stratum.test.StratumTest;
import io.stratum.test.TestDatabase;
import io.stratum.test.TwoTenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Runs code of an application for Acme and Globex in turns, and compares what each saw
 * with what the other owns.
 *
 * <pre>{@code
 * kit.assertIsolated(() -> {
 *     this.desk.place(order);
 *     return this.desk.newest(10);
 * });
 * }</pre>
 *
 * <p>
 * <b>Guarantees.</b> Green means: in turns on one thread and connection, both at once,
 * and without a tenant, no row, id or value that only one of them owns was in the answer
 * for the other, none changed rows of the other, and nothing stayed bound. What is
 * compared are the tables with a tenant column that the owner of the tables finds by
 * their names, past all guards; texts below eight characters and numbers that are no keys
 * are not told apart. Code that neither shows nor changes anything of its own tenant
 * proves nothing, and fails.
 */
public final class AttackKit {

	private static final int TURNS = 3;

	private final TwoTenants tenants;

	private final TenantContext context;

	private final OwnedRows rows;

	private AttackKit(ApplicationContext application, TwoTenants tenants) {
		this.tenants = tenants;
		this.context = application.getBean(TenantContext.class);
		this.rows = new OwnedRows(application.getBean(TestDatabase.class), application.getBean(Placements.class),
				application.getEnvironment().getProperty("stratum.isolation.tables.tenant-column", "tenant_id"));
	}

	/**
	 * Attacks an application under {@link StratumTest} as its Acme and Globex in shared
	 * tables.
	 * @param application the application
	 * @return the kit
	 */
	public static AttackKit of(ApplicationContext application) {
		return of(application, TwoTenants.in(application.getBean(Tenants.class)));
	}

	/**
	 * Attacks an application under {@link StratumTest} as two of its tenants.
	 * @param application the application
	 * @param tenants who takes turns, as given by {@link EachStrategy}
	 * @return the kit
	 */
	public static AttackKit of(ApplicationContext application, TwoTenants tenants) {
		return new AttackKit(application, tenants);
	}

	/**
	 * Runs code for both tenants, and fails if one saw, changed or kept anything of the
	 * other.
	 * @param work what is attacked; it runs several times for each tenant, on other
	 * threads, and answers what it saw: rows, ids, views or text
	 * @throws AssertionError if the tenants are not kept apart, or if the code shows
	 * nothing that would prove it
	 */
	public void assertIsolated(Callable<?> work) {
		ExecutorService workers = Executors.newFixedThreadPool(2);
		try {
			List<Seen> seen = new ArrayList<>();
			for (int turn = 0; turn < TURNS; turn++) {
				inTurns(workers, work, seen);
			}
			atOnce(workers, work, seen);
			String unbound = result(workers.submit(() -> withoutTenant(work)));
			compare(seen, unbound);
		}
		finally {
			workers.shutdownNow();
			this.rows.close();
		}
	}

	private void inTurns(ExecutorService workers, Callable<?> work, List<Seen> seen) {
		eachWithStranger((tenant, stranger) -> {
			List<String> own = this.rows.of(tenant);
			List<String> foreign = this.rows.of(stranger);
			String text = result(workers.submit(() -> acting(tenant, work)));
			assertThat(this.rows.of(stranger)).as("rows of '%s' after '%s' worked", stranger.slug(), tenant.slug())
				.isEqualTo(foreign);
			seen.add(new Seen(tenant, stranger, text, !own.equals(this.rows.of(tenant))));
		});
	}

	private void atOnce(ExecutorService workers, Callable<?> work, List<Seen> seen) {
		CyclicBarrier start = new CyclicBarrier(2);
		List<Future<Seen>> running = new ArrayList<>();
		eachWithStranger((tenant, stranger) -> running.add(workers.submit(() -> {
			await(start);
			return new Seen(tenant, stranger, acting(tenant, work), false);
		})));
		running.forEach((each) -> seen.add(result(each)));
	}

	private void eachWithStranger(BiConsumer<Tenant, Tenant> round) {
		round.accept(this.tenants.acme(), this.tenants.globex());
		round.accept(this.tenants.globex(), this.tenants.acme());
	}

	private static void await(CyclicBarrier start) throws InterruptedException {
		try {
			start.await();
		}
		catch (BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String acting(Tenant tenant, Callable<?> work) throws Exception {
		String text;
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			text = SeenText.of(work.call());
			assertThat(this.context.current()).as("tenant at the end of the work").contains(tenant);
		}
		assertNothingStays(tenant.slug());
		return text;
	}

	/**
	 * Runs the code for nobody, which may be refused or show what belongs to nobody.
	 */
	private String withoutTenant(Callable<?> work) {
		String text = "";
		try {
			text = SeenText.of(work.call());
		}
		catch (Exception ex) {
			// Refused, as it should be.
		}
		assertNothingStays("nobody");
		return text;
	}

	private void assertNothingStays(String who) {
		assertThat(this.context.current()).as("tenant left on the thread that worked for '%s'", who).isEmpty();
		assertThat(this.context.caller()).as("caller left on the thread that worked for '%s'", who)
			.isEqualTo(Caller.SYSTEM);
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.getResourceMap().isEmpty())
			.as("a transaction or connection was left on the thread that worked for '%s'", who)
			.isFalse();
	}

	private void compare(List<Seen> seen, String unbound) {
		OwnedValues acme = this.rows.valuesOf(this.tenants.acme());
		OwnedValues globex = this.rows.valuesOf(this.tenants.globex());
		OwnedValues onlyAcme = acme.without(globex);
		OwnedValues onlyGlobex = globex.without(acme);
		for (Seen each : seen) {
			boolean byAcme = each.tenant().equals(this.tenants.acme());
			assertThat((byAcme ? onlyGlobex : onlyAcme).in(each.text()))
				.as("what '%s' saw of '%s'", each.tenant().slug(), each.stranger().slug())
				.isEmpty();
		}
		assertThat(onlyAcme.in(unbound)).as("what nobody saw of '%s'", this.tenants.acme().slug()).isEmpty();
		assertThat(onlyGlobex.in(unbound)).as("what nobody saw of '%s'", this.tenants.globex().slug()).isEmpty();
		assertEvidence(seen, this.tenants.acme(), onlyAcme);
		assertEvidence(seen, this.tenants.globex(), onlyGlobex);
	}

	private static void assertEvidence(List<Seen> seen, Tenant tenant, OwnedValues own) {
		boolean shown = seen.stream()
			.filter((each) -> each.tenant().equals(tenant))
			.anyMatch((each) -> each.changedOwn() || !own.in(each.text()).isEmpty());
		assertThat(shown).as("""
				the work neither showed nor changed a row of '%s', so it proves nothing; \
				give both tenants rows first, and answer what was seen""", tenant.slug()).isTrue();
	}

	private static <T extends @Nullable Object> T result(Future<T> running) {
		try {
			return running.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AssertionError red) {
				throw red;
			}
			return fail("The work failed for a tenant itself, so it proves nothing", ex.getCause());
		}
	}

	/**
	 * What one run saw.
	 */
	private record Seen(Tenant tenant, Tenant stranger, String text, boolean changedOwn) {

	}

}
