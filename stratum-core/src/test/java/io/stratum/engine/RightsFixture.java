package io.stratum.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static io.stratum.engine.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The cast on a fresh database, whose statements are counted: Acme with two levels below
 * and its stranger Globex, as often as a test asks for them.
 */
public final class RightsFixture implements AutoCloseable {

	private static final AtomicInteger FAMILIES = new AtomicInteger();

	public final EngineFixture engine = new EngineFixture();

	public final CountingDataSource statements = new CountingDataSource(this.engine.platform);

	public final EngineDatabase database = new EngineDatabase(this.statements);

	public final TenantContext context = this.engine.context;

	public final Journal journal = new Journal(this.database, this.engine.feed, this.context::caller,
			Clock.systemUTC());

	public final Tenants tenants = new Tenants(this.database, this.engine.feed, this.journal, this.context);

	public RightsFixture() {
		await(this.engine.feed::isTrusted);
	}

	public Family family() {
		int number = FAMILIES.incrementAndGet();
		Tenant acme = this.tenants.create(NewTenant.root("acme_" + number, "Acme"));
		Tenant emea = child(acme, "acme_emea_" + number);
		Tenant sales = child(emea, "acme_emea_sales_" + number);
		return new Family(acme, emea, sales, this.tenants.create(NewTenant.root("globex_" + number, "Globex")));
	}

	public Tenant child(Tenant parent, String slug) {
		return this.tenants.create(NewTenant.childOf(parent.id(), slug, slug));
	}

	public <T> T as(Tenant home, Supplier<T> work) {
		Caller caller = new Caller(Caller.Type.API_KEY, "key", "admin of " + home.slug(), home.id(),
				EnumSet.of(Scope.ADMIN), null, null, null);
		try (TenantContext.Scope scope = this.context.bind(null, caller)) {
			return work.get();
		}
	}

	public void runAs(Tenant home, Runnable work) {
		as(home, () -> {
			work.run();
			return true;
		});
	}

	public void setStatus(Tenant tenant, String status) {
		this.database.run(() -> {
			this.database.jdbc()
				.sql("update stratum.tenant set status = ? where id = ?")
				.params(status, tenant.id().value())
				.update();
			this.journal.changed("tenant", tenant.id());
		});
	}

	public List<Map<String, Object>> audit(TenantId tenant, String action) {
		return this.database.jdbc()
			.sql("select before_state::text as before, after_state::text as after, metadata::text as metadata "
					+ "from stratum.audit_log where tenant_id = ? and action = ? order by seq")
			.params(tenant.value(), action)
			.query()
			.listOfRows();
	}

	public List<String> events(TenantId tenant) {
		return this.database.jdbc()
			.sql("select type from stratum.outbox where tenant_id = ? order by id")
			.param(tenant.value())
			.query(String.class)
			.list();
	}

	public static StratumException refused(ErrorCode code, ThrowingCallable work) {
		StratumException refusal = catchThrowableOfType(StratumException.class, work);
		assertThat(refusal).isNotNull();
		assertThat(refusal.code()).isEqualTo(code);
		return refusal;
	}

	/**
	 * Runs all work at the same moment; a refusal becomes its code.
	 */
	public static List<Object> race(Callable<?>... work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(work.length);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Object>> runs = Stream.of(work).map((each) -> threads.submit(() -> {
				start.await();
				return answerOf(each);
			})).toList();
			start.countDown();
			List<Object> answers = new ArrayList<>();
			for (Future<Object> run : runs) {
				answers.add(run.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	public static List<Object> raceUnchecked(Callable<?> work) {
		try {
			return race(work);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object answerOf(Callable<?> work) throws Exception {
		try {
			return work.call();
		}
		catch (StratumException ex) {
			return ex.code();
		}
	}

	@Override
	public void close() {
		this.engine.close();
	}

	public record Family(Tenant acme, Tenant emea, Tenant sales, Tenant globex) {

	}

}
