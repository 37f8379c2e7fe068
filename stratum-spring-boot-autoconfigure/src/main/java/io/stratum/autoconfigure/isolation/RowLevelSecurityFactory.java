package io.stratum.autoconfigure.isolation;

import java.util.List;

import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.isolation.rls.RowLevelSecurityCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the generator of policies for the tables of the application.
 */
final class RowLevelSecurityFactory {

	private final PlatformDatabase database;

	private final DatabaseLogins logins;

	private final IsolationProperties properties;

	private final ObjectProvider<RowLevelSecurityCustomizer> customizers;

	RowLevelSecurityFactory(PlatformDatabase database, DatabaseLogins logins, IsolationProperties properties,
			ObjectProvider<RowLevelSecurityCustomizer> customizers) {
		this.database = database;
		this.logins = logins;
		this.properties = properties;
		this.customizers = customizers;
	}

	RowLevelSecurity create() {
		return create(this.customizers.orderedStream().toList());
	}

	RowLevelSecurity create(List<RowLevelSecurityCustomizer> customizers) {
		return new RowLevelSecurity(this.database.owner(), this.logins.roles(), tables(customizers),
				this.properties.rls().lockTimeout());
	}

	/**
	 * Returns the tables with all that entities know of them.
	 */
	TenantTables tables() {
		return tables(this.customizers.orderedStream().toList());
	}

	private TenantTables tables(List<RowLevelSecurityCustomizer> customizers) {
		TenantTables tables = declared();
		for (RowLevelSecurityCustomizer customizer : customizers) {
			tables = customizer.customize(tables);
		}
		return tables;
	}

	private TenantTables declared() {
		String schema = JdbcClient.create(this.database.owner())
			.sql("select current_schema()")
			.query(String.class)
			.single();
		List<TableName> global = this.properties.tables()
			.global()
			.stream()
			.map((name) -> tableName(schema, name))
			.toList();
		return TenantTables.in(schema).withColumn(this.properties.tables().tenantColumn()).withGlobal(global);
	}

	private static TableName tableName(String schema, String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? new TableName(schema, name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
	}

}
