package io.stratum.autoconfigure.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;

/**
 * A fresh database with Stratum's roles, as an operator would have made it.
 */
public final class ShopDatabase {

	private static final EmbeddedDatabase SERVER = EmbeddedDatabase.start(EmbeddedOptions.throwAway()).closedAtExit();

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final String ENCRYPTION_KEY = KeyEncryptionKey.generate();

	private final String name = "shop_" + COUNTER.incrementAndGet();

	public ShopDatabase() {
		execute("create database " + this.name + " owner " + EmbeddedDatabase.ROLES.owner());
	}

	/**
	 * Returns the properties an application needs to use it.
	 */
	public String[] properties() {
		return Stream
			.of("spring.datasource.url=" + url(), "spring.datasource.username=stratum_app",
					"stratum.owner.username=stratum_owner", "stratum.platform.username=stratum_platform",
					"stratum.platform.pool.maximum-size=2", "spring.datasource.hikari.maximum-pool-size=2",
					"spring.datasource.hikari.minimum-idle=0", "spring.jpa.open-in-view=false",
					"spring.jpa.hibernate.ddl-auto=none",
					// A client of Redis is there for those who ask for it.
					"spring.cache.type=caffeine", "management.health.redis.enabled=false",
					"stratum.isolation.roles.subtree-reader=" + EmbeddedDatabase.ROLES.subtreeReader(),
					"stratum.api-key.hmac-secret=a pepper of at least thirty-two bytes",
					"stratum.encryption.key=" + ENCRYPTION_KEY, "management.health.rabbit.enabled=false")
			.toArray(String[]::new);
	}

	public String url() {
		return SERVER.url(this.name);
	}

	public static void execute(String sql) {
		try (Connection connection = SERVER.superuserConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
