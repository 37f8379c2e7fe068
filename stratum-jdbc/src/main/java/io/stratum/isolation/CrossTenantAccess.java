package io.stratum.isolation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import io.stratum.InvalidInputException;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantSwitchedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the only door around isolation, and says why in the audit log.
 *
 * <pre>{@code
 * long orders = access.because("monthly invoice run")
 *     .call((sql) -> sql.sql("select count(*) from orders").query(Long.class).single());
 * }</pre>
 *
 * <p>
 * <b>Guarantees.</b> The reason is committed to the audit log before the work begins,
 * whatever becomes of it. The work runs in one transaction of the platform role and with
 * no tenant bound, so the tenant-bound data source stays shut.
 */
public final class CrossTenantAccess {

	private static final int LONGEST_REASON = 1000;

	private final JdbcClient sql;

	private final TransactionTemplate transactions;

	private final EngineDatabase engine;

	private final Journal journal;

	private final TenantContext context;

	/**
	 * Creates the door.
	 * @param platform connections of the platform role
	 * @param engine where the audit log is
	 * @param journal writes the audit log
	 * @param context knows for whom the running code acts
	 */
	public CrossTenantAccess(DataSource platform, EngineDatabase engine, Journal journal, TenantContext context) {
		this.sql = JdbcClient.create(platform);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(platform));
		this.engine = engine;
		this.journal = journal;
		this.context = context;
	}

	/**
	 * States why rows of several tenants are needed; nothing is opened yet.
	 * @param reason a sentence for the audit log, 1 to 1000 characters, not blank
	 * @return the opening
	 * @throws InvalidInputException if the reason is blank or too long
	 */
	public Opening because(String reason) {
		if (reason.isBlank() || reason.length() > LONGEST_REASON) {
			throw InvalidInputException.of("reason", "The reason has 1 to 1000 characters and is not blank.", "length");
		}
		return new Opening(reason.strip());
	}

	/**
	 * Notes the reason, in a transaction of its own.
	 */
	private void audit(String reason, @Nullable Tenant bound) {
		this.engine
			.run(() -> this.journal.audit(AuditRecord.of(null, "cross_tenant.opened", "cross_tenant", null, null, null)
				.because(reason)
				.with(metadata(bound))));
	}

	private static Map<String, @Nullable Object> metadata(@Nullable Tenant bound) {
		Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
		if (bound != null) {
			metadata.put("bound_tenant_id", bound.id().toString());
		}
		return metadata;
	}

	/**
	 * A door that has a reason and opens for one piece of work.
	 */
	public final class Opening {

		private final String reason;

		private Opening(String reason) {
			this.reason = reason;
		}

		/**
		 * Runs work on the rows of all tenants.
		 * @param work what to do with a client of the platform role, in one transaction
		 * @param <T> what it answers
		 * @return its answer
		 * @throws TenantSwitchedException if a transaction of a tenant or of the engine
		 * is open on this thread
		 */
		@SuppressWarnings("NullAway") // The template answers null only if the work does.
		public <T extends @Nullable Object> T call(Function<JdbcClient, T> work) {
			Tenant bound = CrossTenantAccess.this.context.current().orElse(null);
			refuseInside(bound);
			audit(this.reason, bound);
			try (TenantContext.Scope scope = CrossTenantAccess.this.context.bind(null,
					CrossTenantAccess.this.context.caller())) {
				return CrossTenantAccess.this.transactions.execute((status) -> work.apply(CrossTenantAccess.this.sql));
			}
		}

		/**
		 * Runs work that answers nothing.
		 * @param work what to do with a client of the platform role
		 * @see #call
		 */
		public void run(Consumer<JdbcClient> work) {
			call((client) -> {
				work.accept(client);
				return Boolean.TRUE;
			});
		}

		private void refuseInside(@Nullable Tenant bound) {
			boolean inTransaction = bound != null && TransactionSynchronizationManager.isActualTransactionActive();
			// The reason would be lost with the engine's transaction.
			if (inTransaction || CrossTenantAccess.this.engine.isWriting()) {
				throw new TenantSwitchedException((bound != null) ? bound.id() : null, null);
			}
		}

	}

}
