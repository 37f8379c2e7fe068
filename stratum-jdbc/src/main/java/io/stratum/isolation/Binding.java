package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.stratum.tenant.Tenant;

/**
 * What a transaction is told when it begins: for whom it runs.
 */
final class Binding {

	private final BindingText text;

	private final String[] values;

	private Binding(Map<BoundSetting, String> settings) {
		this.text = BindingText.of(settings.keySet());
		this.values = settings.values().toArray(String[]::new);
	}

	static Binding of(Tenant tenant, Placement placement, BindingOptions options) {
		return new Binding(settings(tenant, placement, options));
	}

	/**
	 * Binds a read of several tenants to the role that may only read.
	 */
	static Binding ofSubtree(SubtreeRead read, BindingOptions options) {
		Map<BoundSetting, String> settings = settings(read.root(), read.placement(), options);
		settings.put(BoundSetting.VISIBLE_TENANTS, read.visible());
		settings.put(BoundSetting.ROLE, read.readerRole());
		return new Binding(settings);
	}

	private static Map<BoundSetting, String> settings(Tenant tenant, Placement placement, BindingOptions options) {
		Map<BoundSetting, String> settings = new EnumMap<>(BoundSetting.class);
		settings.put(BoundSetting.TENANT, tenant.id().toString());
		if (placement.schema() != null) {
			settings.put(BoundSetting.SEARCH_PATH, SearchPath.of(placement.schema(), options.searchPathTail()));
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
