package io.stratum.benchmarks.sql;

import java.net.URI;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.binding.KeepConnectionOnDrift;

/**
 * Opens pools of the application role, straight or through a port of the harness.
 */
public final class Pools {

	private static final int CONNECTIONS = 4;

	private Pools() {
	}

	/**
	 * Returns the port in a JDBC URL.
	 * @param url the URL
	 * @return its port
	 */
	public static int port(String url) {
		return URI.create(url.substring("jdbc:".length())).getPort();
	}

	/**
	 * Leads a JDBC URL through another port, without TLS and without GSS.
	 * @param url the URL
	 * @param port the port
	 * @return the same database by another way
	 */
	public static String through(String url, int port) {
		return url.replace(":" + port(url) + "/", ":" + port + "/") + "?sslmode=disable&gssEncMode=disable";
	}

	/**
	 * Opens a pool.
	 * @param url where to
	 * @param user who
	 * @return a small pool
	 */
	public static HikariDataSource open(String url, String user) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(user);
		config.setExceptionOverrideClassName(KeepConnectionOnDrift.class.getName());
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

}
