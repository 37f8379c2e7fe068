package io.stratum.benchmarks.sql;

import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders under the same policies, the tenant set by hand at the begin of each
 * transaction.
 */
final class SetByHand implements Orders {

	private final JdbcClient jdbc;

	private final Orders orders;

	private final String tenant;

	SetByHand(DataSource dataSource, UUID tenant) {
		this.jdbc = JdbcClient.create(dataSource);
		this.orders = new JdbcOrders(dataSource);
		this.tenant = tenant.toString();
	}

	@Override
	public void read(UUID id) {
		begin().read(id);
	}

	@Override
	public void readFifty() {
		begin().readFifty();
	}

	@Override
	public void insert(UUID id) {
		begin().insert(id);
	}

	@Override
	public void update(UUID id) {
		begin().update(id);
	}

	private Orders begin() {
		this.jdbc.sql("select set_config('app.current_tenant_id', ?, true)")
			.param(this.tenant)
			.query(String.class)
			.single();
		return this.orders;
	}

}
