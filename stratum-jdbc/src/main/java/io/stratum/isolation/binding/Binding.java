package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction is told when it begins: for whom it runs.
 */
final class Binding {

	private final BindingText text;

	private final String[] values;

	/**
	 * Who acts, asked anew for each transaction; {@code null} if nobody wants to know.
	 */
	private final @Nullable ActingCaller actor;

	private Binding(Map<BoundSetting, String> settings, @Nullable ActingCaller actor) {
		this.actor = actor;
		if (actor != null) {
			settings.put(BoundSetting.ACTOR, "");
		}
		this.text = BindingText.of(settings.keySet());
		this.values = settings.values().toArray(String[]::new);
	}

	/**
	 * Binds to one tenant, whose tables are in a schema of its own or, if that is
	 * {@code null}, in the one of the login.
	 */
	static Binding of(TenantId tenant, @Nullable String schema, BindingOptions options, @Nullable ActingCaller actor) {
		return new Binding(settings(tenant, schema, options), actor);
	}

	/**
	 * Binds a read of several tenants to the role that may only read.
	 */
	static Binding ofSubtree(TenantId root, @Nullable String schema, String visible, String readerRole,
			BindingOptions options) {
		Map<BoundSetting, String> settings = settings(root, schema, options);
		settings.put(BoundSetting.VISIBLE_TENANTS, visible);
		settings.put(BoundSetting.ROLE, readerRole);
		return new Binding(settings, null);
	}

	private static Map<BoundSetting, String> settings(TenantId tenant, @Nullable String schema,
			BindingOptions options) {
		Map<BoundSetting, String> settings = new EnumMap<>(BoundSetting.class);
		settings.put(BoundSetting.TENANT, tenant.toString());
		if (schema != null) {
			settings.put(BoundSetting.SEARCH_PATH, SearchPath.of(schema, options.searchPathTail()));
		}
		if (options.statementTimeout() != null) {
			settings.put(BoundSetting.STATEMENT_TIMEOUT,
					Objects.toString(Math.max(1, options.statementTimeout().toMillis())));
		}
		return settings;
	}

	BindingText text() {
		return this.text;
	}

	/**
	 * Sets the parameters of the text, which are the first of the statement.
	 */
	void setParameters(PreparedStatement statement) throws SQLException {
		for (int i = 0; i < this.values.length; i++) {
			statement.setString(i + 1, this.values[i]);
		}
		refresh(statement);
	}

	/**
	 * Sets again what may have changed since the statement was prepared.
	 */
	void refresh(PreparedStatement statement) throws SQLException {
		if (this.actor != null) {
			// Behind the tenant, which is the first.
			statement.setString(2, this.actor.text());
		}
	}

	/**
	 * Binds the transaction that is open, or begins it.
	 */
	void bind(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(this.text.sql())) {
			setParameters(statement);
			statement.execute();
		}
	}

}
