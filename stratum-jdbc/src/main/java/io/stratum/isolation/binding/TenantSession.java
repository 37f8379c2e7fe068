package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.isolation.binding.BindingOptions.OutsideTransaction;
import io.stratum.isolation.jdbc.Sending;
import io.stratum.isolation.jdbc.StatementTimer;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantSwitchedException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Binds each transaction of one borrowed connection before its first statement.
 *
 * <p>
 * <b>Guarantees.</b> Nothing is sent while another tenant, or none, is bound to the
 * thread. Nothing but settings is sent before the transaction is bound. What is bound
 * ends with the transaction.
 */
final class TenantSession {

	private final Connection connection;

	private final TenantContext context;

	private final @Nullable Tenant tenant;

	private final @Nullable Binding binding;

	private final BindingOptions options;

	private final StatementTexts texts;

	private final @Nullable StatementTimer timer;

	private boolean bound;

	/** Whether the transaction began with a setting, which a repetition would lose. */
	private boolean settled;

	/** Whether something was sent that may have changed a row. */
	private boolean wrote;

	private boolean closed;

	private TenantSession(Connection connection, TenantContext context, @Nullable Tenant tenant,
			@Nullable Binding binding, BindingOptions options, StatementTexts texts, @Nullable StatementTimer timer) {
		this.connection = connection;
		this.context = context;
		this.tenant = tenant;
		this.binding = binding;
		this.options = options;
		this.texts = texts;
		this.timer = timer;
	}

	static TenantSession of(Connection connection, TenantContext context, Tenant tenant, Binding binding,
			BindingOptions options, StatementTexts texts, @Nullable StatementTimer timer) {
		return new TenantSession(connection, context, tenant, binding, options, texts, timer);
	}

	/**
	 * Opens a session of no tenant, whose statements see no row.
	 */
	static TenantSession unbound(Connection connection, TenantContext context, BindingOptions options,
			StatementTexts texts) {
		return new TenantSession(connection, context, null, null, options, texts, null);
	}

	/**
	 * Returns what is known of a text.
	 * @throws StatementRefusedException if it may not be sent
	 */
	StatementText text(String sql) {
		return this.texts.of(sql).allowed();
	}

	/**
	 * Refuses to go on for anybody but the tenant that opened the connection, and after
	 * its end.
	 * @throws SQLException if the connection was given back
	 */
	void checkTenant() throws SQLException {
		if (this.closed) {
			throw new SQLException("The connection of the statement is closed.", "08003");
		}
		if (this.tenant == null) {
			return;
		}
		Tenant current = this.context.required();
		if (current != this.tenant && !current.id().equals(this.tenant.id())) {
			throw new TenantSwitchedException(this.tenant.id(), current.id());
		}
	}

	/**
	 * Sends a statement, bound.
	 */
	<T> T send(StatementText text, Statement statement, Sending<T> sending) throws SQLException {
		checkTenant();
		this.wrote |= !text.isReading();
		if (this.binding == null || this.bound) {
			return timed(sending);
		}
		if (text.isSetting()) {
			this.settled = true;
			return sending.send();
		}
		return sendFirst(() -> sendBound(statement, sending));
	}

	private <T> T sendBound(Statement statement, Sending<T> sending) throws SQLException {
		if (this.binding != null && this.connection.getAutoCommit() && allowedOutsideTransaction()) {
			return new ShortTransaction(this.connection, this.binding, statement).send(sending);
		}
		bind();
		return sending.send();
	}

	// Nothing was read before it, so it may be sent again from the start.
	private <T> T sendFirst(Sending<T> sending) throws SQLException {
		try {
			return timed(sending);
		}
		catch (SQLException ex) {
			if (this.settled || !PlanDrift.caused(ex) || this.connection.isClosed()) {
				throw ex;
			}
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.bound = false;
			}
			return timed(sending);
		}
	}

	private <T> T timed(Sending<T> sending) throws SQLException {
		if (this.timer == null || this.tenant == null) {
			return sending.send();
		}
		long start = System.nanoTime();
		try {
			return sending.send();
		}
		finally {
			this.timer.sent(this.tenant, System.nanoTime() - start);
		}
	}

	/**
	 * Returns what may travel in front of a statement.
	 * @return the binding, or {@code null} if the statement goes alone
	 */
	@Nullable Binding combining(StatementText text) {
		boolean combines = !this.bound && text.isCombinable() && this.options.combineBinding() == CombineBinding.AUTO;
		return combines ? this.binding : null;
	}

	/**
	 * Tells whether a statement that carries its binding should be sent now.
	 */
	boolean needsBinding() throws SQLException {
		if (this.bound) {
			return false;
		}
		return this.connection.getAutoCommit() ? allowedOutsideTransaction() : !hasFailed();
	}

	/**
	 * Sends a statement that carries its binding.
	 */
	<T> T sendCombined(StatementText text, Sending<T> sending) throws SQLException {
		this.wrote |= !text.isReading();
		T answer = sendFirst(sending);
		this.bound = !this.connection.getAutoCommit();
		return answer;
	}

	/**
	 * Binds the open transaction, so that no savepoint can undo it.
	 */
	void bindBeforeSavepoint() throws SQLException {
		checkTenant();
		if (this.binding != null && !this.bound && !this.connection.getAutoCommit()) {
			bind();
		}
	}

	/**
	 * Reads the catalog, which holds no row of a tenant; a transaction is bound all the
	 * same.
	 */
	<T> T describe(Sending<T> sending) throws SQLException {
		bindBeforeSavepoint();
		return sending.send();
	}

	/**
	 * Forgets the binding, for the transaction that held it is over.
	 */
	void transactionEnded() {
		this.bound = false;
		this.settled = false;
	}

	/**
	 * Tells whether a row may have been changed.
	 */
	boolean hasWritten() {
		return this.wrote;
	}

	/**
	 * Ends the session, for the connection goes to somebody else.
	 */
	void close() {
		this.closed = true;
	}

	private void bind() throws SQLException {
		if (this.binding != null && !hasFailed()) {
			this.binding.bind(this.connection);
			this.bound = true;
		}
	}

	private boolean allowedOutsideTransaction() {
		if (this.options.outsideTransaction() == OutsideTransaction.REFUSE) {
			throw new StatementRefusedException(
					"A statement outside a transaction is refused. Open one, with @Transactional or setAutoCommit(false).");
		}
		return true;
	}

	// A failed transaction takes no binding, and the server refuses the statement itself.
	private boolean hasFailed() throws SQLException {
		return this.connection.isWrapperFor(BaseConnection.class)
				&& this.connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
	}

}
