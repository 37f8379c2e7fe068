package io.stratum.test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TestDatabaseIntegrationTests {

	@Test
	void databaseHasTheTablesOfTheEngineAndNoTenant() {
		try (TestDatabase database = TestDatabase.create()) {
			assertThat(count(database.platform(), "select count(*) from stratum.tenant")).isZero();
		}
	}

	@Test
	void serverIsTheOneThatTheBuildNames() {
		try (TestDatabase database = TestDatabase.create()) {
			String version = JdbcClient.create(database.owner())
				.sql("show server_version")
				.query(String.class)
				.single();
			assertThat(System.getProperty("stratum.test.postgres", version)).startsWith(version.split(" ")[0]);
		}
	}

	@Test
	void databasesAreMadeSideBySideAndAreStrangers() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			Callable<String> making = () -> {
				try (TestDatabase database = TestDatabase.create()) {
					JdbcClient.create(database.owner()).sql("create table mine (id integer)").update();
					return database.url();
				}
			};
			for (Future<String> made : threads.invokeAll(List.of(making, making, making, making))) {
				assertThat(made.get()).startsWith("jdbc:postgresql:");
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void loginsHaveTheRightsOfProduction() {
		try (TestDatabase database = TestDatabase.create()) {
			String free = "select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)";
			assertThat(count(database.application(), free)).isZero();
			assertThat(count(database.owner(), free)).isZero();
			assertThat(count(database.platform(), free)).isZero();
			assertThat(count(database.unguarded(), free)).isOne();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(
					() -> JdbcClient.create(database.application()).sql("create temporary table t (i int)").update());
		}
	}

	@Test
	void closedDatabaseIsGoneWhoeverIsConnected() throws Exception {
		TestDatabase database = TestDatabase.create();
		String name = database.url().substring(database.url().lastIndexOf('/') + 1);
		database.owner().getConnection();
		database.close();
		try (TestDatabase other = TestDatabase.create()) {
			assertThat(count(other.owner(), "select count(*) from pg_database where datname = '" + name + "'"))
				.isZero();
		}
	}

	private static long count(DataSource dataSource, String sql) {
		return JdbcClient.create(dataSource).sql(sql).query(Long.class).single();
	}

}
