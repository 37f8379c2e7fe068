package io.stratum.benchmarks.sql;

import java.math.BigDecimal;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders through {@link JdbcClient}, the tenant named by hand in every statement.
 */
final class FilteredJdbcOrders implements Orders {

	private final JdbcClient jdbc;

	private final UUID tenant;

	FilteredJdbcOrders(DataSource dataSource, UUID tenant) {
		this.jdbc = JdbcClient.create(dataSource);
		this.tenant = tenant;
	}

	@Override
	public void read(UUID id) {
		this.jdbc.sql("""
				select id, customer, status, total, created_at
				from plain.orders_by_hand
				where tenant_id = ?
				and id = ?
				""").params(this.tenant, id).query(JdbcOrders::map).single();
	}

	@Override
	public void readFifty() {
		JdbcOrders.requireFifty(this.jdbc.sql("""
				select id, customer, status, total, created_at
				from plain.orders_by_hand
				where tenant_id = ?
				order by created_at desc, id desc
				limit 50
				""").param(this.tenant).query(JdbcOrders::map).list());
	}

	@Override
	public void insert(UUID id) {
		this.jdbc.sql("""
				insert into plain.orders_by_hand (tenant_id, id, customer, status, total, created_at)
				values (?, ?, ?, ?, ?, ?)
				""").params(this.tenant, id, "customer", "placed", BigDecimal.TEN, JdbcOrders.now()).update();
	}

	@Override
	public void update(UUID id) {
		this.jdbc.sql("update plain.orders_by_hand set status = ? where tenant_id = ? and id = ?")
			.params("shipped", this.tenant, id)
			.update();
	}

}
