package io.stratum.test;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.test.invoice.Invoice;
import jakarta.persistence.EntityManager;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;

/**
 * Roads 9, 11 and 14 by libraries and tables that an application may have.
 */
class LibraryRoadsIntegrationTests extends IsolationRoads<Invoice> {

	private final InvoiceDesk desk = new InvoiceDesk();

	@Override
	IsolationSetup isolation(IsolationStrategy strategy) {
		return this.desk.isolation(strategy);
	}

	@Override
	Class<Invoice> entityType() {
		return Invoice.class;
	}

	@Override
	Invoice newEntity(EntityManager entities) {
		return InvoiceDesk.newInvoice(entities);
	}

	@Override
	String insertStatement() {
		return InvoiceDesk.INSERT;
	}

	@AfterAll
	void closeDesk() {
		this.desk.close();
	}

	@Road
	void jooqReachesOwnRowsOnly(Guard guard) {
		DSLContext jooq = DSL.using(behind(guard).dataSource, SQLDialect.POSTGRES);
		Table<Record> invoices = DSL.table("invoice");
		Condition foreign = DSL.field("tenant_id", UUID.class).eq(foreignTenant());
		Attack.reading(() -> behind(guard).as(this.acme, () -> jooq.fetchCount(invoices, foreign)))
			.isHeldByTheDatabase(guard);
		Attack
			.reading(() -> behind(guard).as(this.acme,
					() -> jooq.transactionResult((inside) -> inside.dsl().fetchCount(invoices, foreign))))
			.isHeldByTheDatabase(guard);
		changing(() -> behind(guard).as(this.acme,
				() -> jooq.update(invoices).set(DSL.field("cents", Integer.class), 0).where(foreign).execute()))
			.isHeldByTheDatabase(guard);
	}

	@Road
	void myBatisReachesOwnRowsOnly(Guard guard) {
		Attack.reading(() -> mapped(guard, (invoices) -> invoices.count(foreignTenant().toString())))
			.isHeldByTheDatabase(guard);
		changing(() -> mapped(guard, (invoices) -> invoices.waive(foreignTenant().toString())))
			.isHeldByTheDatabase(guard);
	}

	@Road
	void auditTableHoldsOwnVersionsOnly(Guard guard) {
		fill(guard, "insert into invoice_aud (id, rev, revtype) values (gen_random_uuid(), 1, 0)");
		Attack.reading(() -> count(guard, "invoice_aud")).isHeldByTheDatabase(guard);
	}

	@Road
	void partitionAddressedDirectlyShowsOwnRowsOnly(Guard guard) {
		fill(guard, "insert into reading (id) select gen_random_uuid() from generate_series(1, 20)");
		for (String table : List.of("reading", "reading_even", "reading_odd")) {
			Attack.reading(() -> count(guard, table)).isHeldByTheDatabase(guard);
		}
	}

	/** Lets both tenants insert what is stamped with their own id. */
	private void fill(Guard guard, String insert) {
		for (Tenant tenant : List.of(this.acme, this.globex)) {
			behind(guard).as(tenant, () -> behind(guard).sql.sql(insert).update());
		}
	}

	/** Counts the rows of Globex that Acme sees, in a transaction and outside. */
	private long count(Guard guard, String table) {
		String sql = "select count(*) from %s where tenant_id = ?".formatted(table);
		return LongStream
			.of(behind(guard).as(this.acme, () -> counted(guard, sql)),
					behind(guard).inTransaction(this.acme, () -> counted(guard, sql)))
			.sum();
	}

	private long counted(Guard guard, String sql) {
		return behind(guard).sql.sql(sql).param(foreignTenant()).query(Long.class).single();
	}

	private <T> T mapped(Guard guard, Work<T> work) {
		Configuration configuration = new Configuration(
				new Environment("contract", new JdbcTransactionFactory(), behind(guard).dataSource));
		configuration.addMapper(Invoices.class);
		SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
		return behind(guard).as(this.acme, () -> {
			try (SqlSession session = sessions.openSession()) {
				T answer = work.on(session.getMapper(Invoices.class));
				session.commit();
				return answer;
			}
		});
	}

	private interface Work<T> {

		T on(Invoices invoices);

	}

	interface Invoices {

		@Select("select count(*) from invoice where tenant_id = #{tenant}::uuid")
		long count(@Param("tenant") String tenant);

		@Update("update invoice set cents = 0 where tenant_id = #{tenant}::uuid")
		int waive(@Param("tenant") String tenant);

	}

}
