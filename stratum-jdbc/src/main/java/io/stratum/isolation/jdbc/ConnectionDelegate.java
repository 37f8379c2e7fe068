package io.stratum.isolation.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * A connection that passes on whatever its heir does not take for itself.
 */
@SuppressWarnings("deprecation") // JDBC keeps a few methods that it deprecates.
public abstract class ConnectionDelegate implements Connection {

	private Connection delegate;

	/**
	 * Creates the delegate.
	 * @param delegate the connection that does the work
	 */
	protected ConnectionDelegate(Connection delegate) {
		this.delegate = delegate;
	}

	/**
	 * Returns the connection that does the work.
	 * @return the connection, or one that refuses everything once this one is closed
	 */
	protected final Connection delegate() {
		return this.delegate;
	}

	/**
	 * Lets go of the connection that does the work.
	 * @return the connection, or {@code null} if it was let go before
	 */
	protected final @Nullable Connection letGo() {
		Connection open = this.delegate;
		this.delegate = ClosedConnection.INSTANCE;
		return (open != ClosedConnection.INSTANCE) ? open : null;
	}

	@Override
	public boolean isClosed() throws SQLException {
		return this.delegate.isClosed();
	}

	@Override
	public void abort(Executor value) throws SQLException {
		this.delegate.abort(value);
	}

	@Override
	public void beginRequest() throws SQLException {
		this.delegate.beginRequest();
	}

	@Override
	public void clearWarnings() throws SQLException {
		this.delegate.clearWarnings();
	}

	@Override
	public Array createArrayOf(String value0, Object[] value) throws SQLException {
		return this.delegate.createArrayOf(value0, value);
	}

	@Override
	public Blob createBlob() throws SQLException {
		return this.delegate.createBlob();
	}

	@Override
	public Clob createClob() throws SQLException {
		return this.delegate.createClob();
	}

	@Override
	public NClob createNClob() throws SQLException {
		return this.delegate.createNClob();
	}

	@Override
	public SQLXML createSQLXML() throws SQLException {
		return this.delegate.createSQLXML();
	}

	@Override
	public Struct createStruct(String value0, Object[] value) throws SQLException {
		return this.delegate.createStruct(value0, value);
	}

	@Override
	public void endRequest() throws SQLException {
		this.delegate.endRequest();
	}

	@Override
	public boolean getAutoCommit() throws SQLException {
		return this.delegate.getAutoCommit();
	}

	@Override
	public String getCatalog() throws SQLException {
		return this.delegate.getCatalog();
	}

	@Override
	public Properties getClientInfo() throws SQLException {
		return this.delegate.getClientInfo();
	}

	@Override
	public String getClientInfo(String value) throws SQLException {
		return this.delegate.getClientInfo(value);
	}

	@Override
	public int getHoldability() throws SQLException {
		return this.delegate.getHoldability();
	}

	@Override
	public int getNetworkTimeout() throws SQLException {
		return this.delegate.getNetworkTimeout();
	}

	@Override
	public String getSchema() throws SQLException {
		return this.delegate.getSchema();
	}

	@Override
	public int getTransactionIsolation() throws SQLException {
		return this.delegate.getTransactionIsolation();
	}

	@Override
	public Map<String, Class<?>> getTypeMap() throws SQLException {
		return this.delegate.getTypeMap();
	}

	@Override
	public SQLWarning getWarnings() throws SQLException {
		return this.delegate.getWarnings();
	}

	@Override
	public boolean isReadOnly() throws SQLException {
		return this.delegate.isReadOnly();
	}

	@Override
	public boolean isValid(int value) throws SQLException {
		return this.delegate.isValid(value);
	}

	@Override
	public String nativeSQL(String sql) throws SQLException {
		return this.delegate.nativeSQL(sql);
	}

	@Override
	public void releaseSavepoint(Savepoint value) throws SQLException {
		this.delegate.releaseSavepoint(value);
	}

	@Override
	public void setClientInfo(Properties value) throws SQLClientInfoException {
		this.delegate.setClientInfo(value);
	}

	@Override
	public void setClientInfo(String value0, String value) throws SQLClientInfoException {
		this.delegate.setClientInfo(value0, value);
	}

	@Override
	public void setHoldability(int value) throws SQLException {
		this.delegate.setHoldability(value);
	}

	@Override
	public void setNetworkTimeout(Executor value0, int value) throws SQLException {
		this.delegate.setNetworkTimeout(value0, value);
	}

	@Override
	public void setReadOnly(boolean value) throws SQLException {
		this.delegate.setReadOnly(value);
	}

	@Override
	public void setShardingKey(ShardingKey value) throws SQLException {
		this.delegate.setShardingKey(value);
	}

	@Override
	public void setShardingKey(ShardingKey value0, ShardingKey value) throws SQLException {
		this.delegate.setShardingKey(value0, value);
	}

	@Override
	public boolean setShardingKeyIfValid(ShardingKey value0, int value) throws SQLException {
		return this.delegate.setShardingKeyIfValid(value0, value);
	}

	@Override
	public boolean setShardingKeyIfValid(ShardingKey value0, ShardingKey value, int value2) throws SQLException {
		return this.delegate.setShardingKeyIfValid(value0, value, value2);
	}

	@Override
	public void setTransactionIsolation(int value) throws SQLException {
		this.delegate.setTransactionIsolation(value);
	}

	@Override
	public void setTypeMap(Map<String, Class<?>> types) throws SQLException {
		this.delegate.setTypeMap(types);
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		return Unwrapping.unwrap(this, type);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this);
	}

}
