package io.stratum.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Shows the figures of a pool and keeps its connections to itself.
 *
 * <p>
 * Those who measure pools ask for a {@link HikariDataSource}, so this is one, with no
 * pool of its own.
 */
final class PoolView extends HikariDataSource {

	private final HikariDataSource pool;

	private PoolView(HikariDataSource pool) {
		this.pool = pool;
	}

	static @Nullable HikariDataSource of(DataSource dataSource) throws SQLException {
		if (dataSource instanceof HikariDataSource pool) {
			return new PoolView(pool);
		}
		return dataSource.isWrapperFor(HikariDataSource.class) ? new PoolView(dataSource.unwrap(HikariDataSource.class))
				: null;
	}

	@Override
	public Connection getConnection() throws SQLException {
		throw new SQLFeatureNotSupportedException("This view of the pool shows figures and lends no connection.");
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	@Override
	public HikariPoolMXBean getHikariPoolMXBean() {
		return this.pool.getHikariPoolMXBean();
	}

	@Override
	public HikariConfigMXBean getHikariConfigMXBean() {
		return this.pool.getHikariConfigMXBean();
	}

	@Override
	public String getPoolName() {
		return this.pool.getPoolName();
	}

	@Override
	public int getMaximumPoolSize() {
		return this.pool.getMaximumPoolSize();
	}

	@Override
	public int getMinimumIdle() {
		return this.pool.getMinimumIdle();
	}

	@Override
	public boolean isRunning() {
		return this.pool.isRunning();
	}

	@Override
	public boolean isClosed() {
		return this.pool.isClosed();
	}

	@Override
	public void setMetricsTrackerFactory(MetricsTrackerFactory metrics) {
		this.pool.setMetricsTrackerFactory(metrics);
	}

	@Override
	public void setMetricRegistry(Object metrics) {
		this.pool.setMetricRegistry(metrics);
	}

	/**
	 * Does nothing: the pool belongs to somebody else.
	 */
	@Override
	public void close() {
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		if (type.isInstance(this)) {
			return type.cast(this);
		}
		throw new SQLFeatureNotSupportedException("This view of the pool does not give out '" + type.getName() + "'.");
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this);
	}

	@Override
	public String toString() {
		return "PoolView[" + getPoolName() + "]";
	}

}
