package io.stratum.jpa;

import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's way to the database, which tells of statements that change many rows.
 */
final class BulkMutations extends JdbcServicesImpl {

	private final transient JdbcMutationExecutor told = new Told(super.getJdbcMutationExecutor());

	private transient volatile @Nullable BulkListener listener;

	/** Tells a listener from now on; nobody is told before. */
	void tell(BulkListener listener) {
		this.listener = listener;
	}

	@Override
	public JdbcMutationExecutor getJdbcMutationExecutor() {
		return this.told;
	}

	private final class Told implements JdbcMutationExecutor {

		private final JdbcMutationExecutor executor;

		private Told(JdbcMutationExecutor executor) {
			this.executor = executor;
		}

		@Override
		public int execute(JdbcOperationQueryMutation mutation, JdbcParameterBindings parameters,
				Function<String, PreparedStatement> preparing, BiConsumer<Integer, PreparedStatement> checking,
				ExecutionContext context) {
			int rows = this.executor.execute(mutation, parameters, preparing, checking, context);
			BulkListener listening = BulkMutations.this.listener;
			if (listening != null && rows > 0) {
				listening.changed(context.getSession(), mutation, rows);
			}
			return rows;
		}

	}

}
