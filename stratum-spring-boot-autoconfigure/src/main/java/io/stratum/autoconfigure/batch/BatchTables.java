package io.stratum.autoconfigure.batch;

import javax.sql.DataSource;

import io.stratum.engine.EngineSchema;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates the tables of Spring Batch in the schema of the engine.
 */
final class BatchTables {

	private static final ClassPathResource SCRIPT = new ClassPathResource(
			"org/springframework/batch/core/schema-postgresql.sql");

	private final DataSource owner;

	private final JdbcClient sql;

	private BatchTables(DataSource owner) {
		this.owner = owner;
		this.sql = JdbcClient.create(owner);
	}

	/**
	 * Creates the tables unless they are there, on one node at a time.
	 * @param owner connections of the role that owns the schema, whose tables the
	 * platform role may use
	 */
	static void create(DataSource owner) {
		BatchTables tables = new BatchTables(owner);
		new TransactionTemplate(new JdbcTransactionManager(owner))
			.executeWithoutResult((status) -> tables.createIfMissing());
	}

	private void createIfMissing() {
		this.sql.sql("""
				select set_config('search_path', ?, true), pg_advisory_xact_lock(hashtext('stratum.batch'))
				""").param(EngineSchema.NAME).query().singleRow();
		boolean present = this.sql.sql("select to_regclass('stratum.batch_job_instance') is not null")
			.query(Boolean.class)
			.single();
		if (!present) {
			ScriptUtils.executeSqlScript(DataSourceUtils.getConnection(this.owner), SCRIPT);
		}
	}

}
