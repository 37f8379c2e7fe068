package io.stratum.benchmarks.place;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.stratum.isolation.Placement;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A server with many databases, one for each tenant.
 */
final class Cells implements AutoCloseable {

	/** Login of all tenants. */
	static final String LOGIN = "tenant";

	final List<Placement> places;

	private final EmbeddedPostgres host;

	Cells(int databases) throws IOException, SQLException {
		this.host = EmbeddedPostgres.builder()
			.setServerConfig("fsync", "off")
			.setServerConfig("max_connections", "200")
			.start();
		this.places = IntStream.range(0, databases).mapToObj((i) -> place()).toList();
		try (Connection connection = this.host.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create role " + LOGIN + " login");
			statement.execute("create database prepared");
			for (Placement place : this.places) {
				statement.execute("create database " + place.database() + " template prepared strategy file_copy");
			}
		}
	}

	private static Placement place() {
		return new Placement(IsolationStrategy.DATABASE, "cells", "desk_t_" + TenantId.random().label(), null, 0);
	}

	TenantPools pools(int ceiling, int perTenant) {
		return new TenantPools((name) -> new TenantServer(name, url("postgres"), LOGIN, () -> "", ceiling),
				new PoolLimits(ceiling, perTenant, Duration.ofMinutes(5), Duration.ofMinutes(1)), List.of());
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:" + this.host.getPort() + "/" + database;
	}

	/**
	 * Counts the connections of tenants as the server knows them.
	 */
	int connections() {
		return JdbcClient.create(this.host.getPostgresDatabase())
			.sql("select count(*) from pg_stat_activity where usename = '" + LOGIN + "'")
			.query(Integer.class)
			.single();
	}

	@Override
	public void close() throws IOException {
		this.host.close();
	}

}
