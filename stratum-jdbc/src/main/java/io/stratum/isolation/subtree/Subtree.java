package io.stratum.isolation.subtree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.subtree.PartialAnswers.MissingPlace;
import io.stratum.isolation.subtree.SubtreeReads.PlaceRead;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks a subtree wherever its rows are: in the shared tables, and in each schema and
 * database below.
 *
 * <pre>{@code
 * long orders = subtree
 *     .gather(acme, (sql) -> sql.sql("select count(*) from orders").query(Long.class).single())
 *     .stream()
 *     .mapToLong(SubtreeAnswer::answer)
 *     .sum();
 * }</pre>
 *
 * <p>
 * <b>Guarantees.</b> The caller reaches the root. Each place is read once, in a
 * transaction that cannot write and sees rows of the subtree only; repositories called
 * inside see the same. Each tenant's rows are in one answer. One failed place fails the
 * whole, unless the partial form is called.
 */
public final class Subtree {

	private final SubtreeReads reads;

	private final Tenants tenants;

	private final TenantContext context;

	private final JdbcClient sql;

	private final SharedTurns turns;

	private final boolean archived;

	/**
	 * Creates the way to ask.
	 * @param reads the reads of single places
	 * @param tenants decides whom the caller reaches
	 * @param context knows who calls
	 * @param dataSource connections of tenants
	 * @param turns threads that help the caller
	 */
	public Subtree(SubtreeReads reads, Tenants tenants, TenantContext context, TenantDataSource dataSource,
			SharedTurns turns) {
		this(reads, tenants, context, JdbcClient.create(dataSource), turns, false);
	}

	private Subtree(SubtreeReads reads, Tenants tenants, TenantContext context, JdbcClient sql, SharedTurns turns,
			boolean archived) {
		this.reads = reads;
		this.tenants = tenants;
		this.context = context;
		this.sql = sql;
		this.turns = turns;
		this.archived = archived;
	}

	/**
	 * Includes tenants that are archived.
	 * @return a way to ask that sees their rows too
	 */
	public Subtree withArchived() {
		return new Subtree(this.reads, this.tenants, this.context, this.sql, this.turns, true);
	}

	/**
	 * Runs work once in each place, some of them at the same time.
	 * @param root the top of the subtree
	 * @param work what to read; it runs on several threads
	 * @param <T> what it answers
	 * @return one answer for each place, that of the root first
	 * @throws io.stratum.access.AccessForbiddenException if the caller does not reach the
	 * root
	 * @throws SubtreeTooLargeException if the subtree has too many tenants
	 * @throws io.stratum.isolation.TenantUnavailableException if a place is out of reach
	 * @throws io.stratum.isolation.TenantIsolationException if the work writes
	 */
	public <T extends @Nullable Object> List<SubtreeAnswer<T>> gather(TenantId root, Function<JdbcClient, T> work) {
		List<SubtreeAnswer<T>> answers = new ArrayList<>();
		for (Outcome<T> outcome : ask(root, work, true)) {
			if (outcome.failure() != null) {
				throw outcome.failure();
			}
			answers.add(outcome.answer());
		}
		return answers;
	}

	/**
	 * Runs work once in each place and goes on where one fails.
	 * @param root the top of the subtree
	 * @param work what to read; it runs on several threads
	 * @param <T> what it answers
	 * @return the answers there are, and the places without
	 * @see #gather
	 */
	public <T extends @Nullable Object> PartialAnswers<T> gatherReachable(TenantId root, Function<JdbcClient, T> work) {
		List<SubtreeAnswer<T>> answers = new ArrayList<>();
		List<MissingPlace> missing = new ArrayList<>();
		for (Outcome<T> outcome : ask(root, work, false)) {
			if (outcome.failure() != null) {
				Place place = outcome.place();
				missing.add(new MissingPlace(place.placement().strategy(), place.tenants(), outcome.failure()));
			}
			else {
				answers.add(outcome.answer());
			}
		}
		return new PartialAnswers<>(answers, missing);
	}

	private <T extends @Nullable Object> List<Outcome<T>> ask(TenantId root, Function<JdbcClient, T> work,
			boolean wholly) {
		Tenant top = this.tenants.admit(root);
		List<Callable<Outcome<T>>> turns = new ArrayList<>();
		for (PlaceRead read : this.reads.readsOf(top, this.archived)) {
			turns.add(this.context.wrap(() -> ask(top, read, work)));
		}
		return this.turns.take(turns, (outcome) -> wholly && outcome.failure() != null);
	}

	private <T extends @Nullable Object> Outcome<T> ask(Tenant top, PlaceRead read, Function<JdbcClient, T> work)
			throws Exception {
		Place place = read.place();
		try {
			T answer = this.context.callAs(top, () -> this.reads.run(read, () -> work.apply(this.sql)));
			return new Outcome<>(place, answer, null);
		}
		catch (RuntimeException ex) {
			return new Outcome<>(place, null, ex);
		}
	}

	private record Outcome<T extends @Nullable Object>(Place place, @Nullable T found,
			@Nullable RuntimeException failure) {

		@SuppressWarnings("NullAway") // Without failure it is what the work answered.
		private SubtreeAnswer<T> answer() {
			return new SubtreeAnswer<>(this.place.placement().strategy(), this.place.tenants(), this.found);
		}

	}

}
