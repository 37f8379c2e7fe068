package io.stratum.benchmarks.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders through {@link JdbcClient}, without a word about the tenant.
 */
final class JdbcOrders implements Orders {

	private final JdbcClient jdbc;

	JdbcOrders(DataSource dataSource) {
		this.jdbc = JdbcClient.create(dataSource);
	}

	@Override
	public void read(UUID id) {
		this.jdbc.sql("select id, customer, status, total, created_at from orders where id = ?")
			.param(id)
			.query(JdbcOrders::map)
			.single();
	}

	@Override
	public void readFifty() {
		requireFifty(this.jdbc.sql("""
				select id, customer, status, total, created_at
				from orders
				order by created_at desc, id desc
				limit 50
				""").query(JdbcOrders::map).list());
	}

	@Override
	public void insert(UUID id) {
		this.jdbc.sql("insert into orders (id, customer, status, total, created_at) values (?, ?, ?, ?, ?)")
			.params(id, "customer", "placed", BigDecimal.TEN, now())
			.update();
	}

	@Override
	public void update(UUID id) {
		this.jdbc.sql("update orders set status = ? where id = ?").params("shipped", id).update();
	}

	static OffsetDateTime now() {
		return OffsetDateTime.now(ZoneOffset.UTC);
	}

	static Read map(ResultSet row, int index) throws SQLException {
		return new Read(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBigDecimal(4),
				row.getObject(5, OffsetDateTime.class).toInstant());
	}

	static void requireFifty(List<?> orders) {
		if (orders.size() != 50) {
			throw new IllegalStateException("There are only " + orders.size() + " orders.");
		}
	}

	/**
	 * An order as it was read.
	 */
	record Read(UUID id, String customer, String status, BigDecimal total, Instant createdAt) {

	}

}
