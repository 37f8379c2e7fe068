package io.stratum.tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes work round all active tenants, on one node at a time.
 *
 * <p>
 * <b>Guarantees.</b> Each tenant is bound for its own piece of work only, in a
 * transaction of its own. Two nodes, or two threads of one, never run rounds of one name
 * at the same time: the second is told that it did not run.
 */
public final class TenantRounds {

	private static final Logger log = LoggerFactory.getLogger(TenantRounds.class);

	private static final int PAGE = 500;

	private final EngineDatabase database;

	private final Tenants tenants;

	private final TenantContext context;

	private final Supplier<@Nullable PlatformTransactionManager> transactions;

	/**
	 * Creates the rounds.
	 * @param database where the tenants and the locks are
	 * @param tenants the tenants
	 * @param context where each is bound
	 * @param transactions gives the manager of the application's transactions, or
	 * {@code null} if it has none
	 */
	public TenantRounds(EngineDatabase database, Tenants tenants, TenantContext context,
			Supplier<@Nullable PlatformTransactionManager> transactions) {
		this.database = database;
		this.tenants = tenants;
		this.context = context;
		this.transactions = transactions;
	}

	/**
	 * Runs work for each tenant of a round.
	 * @param round how it goes round
	 * @param work what to do; it finds the tenant bound
	 * @return whether it ran; {@code false} if a round of that name is running elsewhere
	 * @throws TenantRoundFailedException if the work failed for any tenant
	 */
	public boolean run(TenantRound round, Consumer<Tenant> work) {
		try (Connection lock = this.database.dataSource().getConnection()) {
			lock.setAutoCommit(false);
			try {
				return isFirst(lock, round.name()) && serve(round, work);
			}
			finally {
				lock.rollback();
			}
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("lock a round of tenants", null, ex);
		}
	}

	/**
	 * Takes a lock that ends with the transaction, so it also works behind a pooler.
	 */
	private static boolean isFirst(Connection connection, String name) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 7305))")) {
			statement.setString(1, name);
			try (ResultSet row = statement.executeQuery()) {
				boolean first = row.next() && row.getBoolean(1);
				if (!first) {
					log.info("Round '{}' is running elsewhere", name);
				}
				return first;
			}
		}
	}

	private boolean serve(TenantRound round, Consumer<Tenant> work) {
		TenantRoundWorkers workers = new TenantRoundWorkers(round, (tenant) -> serve(tenant, work));
		UUID last = new UUID(0, 0);
		for (List<TenantId> page = page(last); !page.isEmpty(); page = page(last)) {
			last = page.get(page.size() - 1).value();
			workers.serve(page.stream().map(this.tenants::find).flatMap(Optional::stream).toList());
		}
		workers.requireSuccess();
		return true;
	}

	private List<TenantId> page(UUID after) {
		return this.database.jdbc().sql("""
				select id
				from stratum.tenant
				where status = 'active' and id > ?
				order by id
				limit ?
				""").params(after, PAGE).query((row, index) -> new TenantId(row.getObject("id", UUID.class))).list();
	}

	private void serve(Tenant tenant, Consumer<Tenant> work) {
		PlatformTransactionManager manager = this.transactions.get();
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			if (manager == null) {
				work.accept(tenant);
			}
			else {
				new TransactionTemplate(manager).executeWithoutResult((status) -> work.accept(tenant));
			}
		}
	}

}
