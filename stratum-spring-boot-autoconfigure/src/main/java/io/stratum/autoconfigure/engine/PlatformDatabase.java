package io.stratum.autoconfigure.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.autoconfigure.engine.DatabaseLogins.Login;
import io.stratum.engine.EngineSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections of the owner and of the platform role; never those of the application.
 *
 * <p>
 * They are no beans of type {@link DataSource}, so that nothing takes them by accident.
 */
public final class PlatformDatabase implements AutoCloseable {

	// A request that cannot be served is better told so while its sender still waits.
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final DatabaseLogins logins;

	private final HikariDataSource owner;

	private final HikariDataSource platform;

	private @Nullable HikariDataSource inSchema;

	/**
	 * Opens both pools, the owner's first.
	 * @param roles makes sure that the other logins exist, with the owner's connections
	 */
	PlatformDatabase(DatabaseLogins logins, int platformConnections, Consumer<DataSource> roles) {
		this.logins = logins;
		this.owner = pool("stratum-owner", logins.owner().quietUrl(), logins.owner(), 5, null);
		try {
			roles.accept(this.owner);
			this.platform = pool("stratum-platform", logins.platform().url(), logins.platform(), platformConnections,
					null);
		}
		catch (RuntimeException ex) {
			this.owner.close();
			throw ex;
		}
	}

	void migrate() {
		EngineSchema.migrate(this.owner, this.logins.roles().platform(), this.logins.roles().application());
	}

	/**
	 * Returns connections of the role that owns tables.
	 * @return a small pool that is empty when idle
	 */
	public DataSource owner() {
		return this.owner;
	}

	/**
	 * Returns connections of the platform role.
	 * @return the pool of the engine
	 */
	public DataSource platform() {
		return this.platform;
	}

	/**
	 * Returns connections of the platform role to tables that libraries keep beside the
	 * engine's, which they find without a schema in their names.
	 * @return a pool of its own, opened when it is first asked for and empty when idle
	 */
	public synchronized DataSource inEngineSchema() {
		HikariDataSource pool = this.inSchema;
		if (pool == null) {
			pool = pool("stratum-platform-schema", this.logins.platform().url(), this.logins.platform(),
					this.platform.getMaximumPoolSize(), EngineSchema.NAME);
			this.inSchema = pool;
		}
		return pool;
	}

	/**
	 * Returns connections of the application's login that are bound to no tenant, to find
	 * out what that login may do.
	 * @return a source of single connections
	 */
	public DataSource applicationLogin() {
		return unpooled(this.logins.application().url(), this.logins.application());
	}

	/**
	 * Returns connections outside any pool for notifications, of which one stays open.
	 */
	DataSource listening(@Nullable String url) {
		Login login = this.logins.platform();
		return unpooled((url != null) ? url : login.url(), login);
	}

	private static DataSource unpooled(String url, Login login) {
		return new DriverManagerDataSource(url, login.username(), Objects.requireNonNullElse(login.password(), ""));
	}

	private static HikariDataSource pool(String name, String url, Login login, int size, @Nullable String schema) {
		HikariConfig config = new HikariConfig();
		config.setPoolName(name);
		config.setJdbcUrl(url);
		config.setUsername(login.username());
		config.setPassword(login.password());
		config.setMaximumPoolSize(size);
		// One that may stay idle keeps the connection that tried the login.
		config.setMinimumIdle(1);
		config.setSchema(schema);
		config.setConnectionTimeout(LONGEST_WAIT.toMillis());
		HikariDataSource pool = new HikariDataSource(config);
		pool.setMinimumIdle(0);
		return pool;
	}

	@Override
	public synchronized void close() {
		if (this.inSchema != null) {
			this.inSchema.close();
		}
		this.platform.close();
		this.owner.close();
	}

}
