package io.stratum.autoconfigure.isolation;

import java.time.Duration;
import java.util.List;

import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.isolation.binding.BindingOptions.OutsideTransaction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of isolation. None of them switches it off.
 *
 * @param outsideTransaction Handling of statements outside a transaction.
 * @param combineBinding Whether the binding travels with the first statement.
 * @param statementTimeout Longest time of a statement; that of the server if left out.
 * @param tables Which tables belong to whom.
 * @param rls How row-level security reaches the database.
 * @param schema Schemas of tenants.
 */
@ConfigurationProperties("stratum.isolation")
record IsolationProperties(@DefaultValue("SHORT_TRANSACTION") OutsideTransaction outsideTransaction,
		@DefaultValue("AUTO") CombineBinding combineBinding, @Nullable Duration statementTimeout,
		@DefaultValue Tables tables, @DefaultValue Rls rls, @DefaultValue Schema schema) {

	BindingOptions binding(boolean actor) {
		return new BindingOptions(this.outsideTransaction, this.combineBinding, this.schema.searchPath(),
				this.statementTimeout, actor);
	}

	/**
	 * Properties of tables.
	 *
	 * @param global Tables that belong to no tenant.
	 * @param tenantColumn Column of the owning tenant.
	 */
	record Tables(@DefaultValue List<String> global, @DefaultValue("tenant_id") String tenantColumn) {

	}

	/**
	 * Properties of row-level security.
	 *
	 * @param apply How policies reach the database (AUTO, STARTUP, MIGRATION, VERIFY).
	 * @param lockTimeout Longest wait for a table.
	 */
	record Rls(@DefaultValue("AUTO") Apply apply, @DefaultValue("2s") Duration lockTimeout) {

		/**
		 * How policies reach the database.
		 */
		enum Apply {

			AUTO, STARTUP, MIGRATION, VERIFY

		}

	}

	/**
	 * Properties of schemas.
	 *
	 * @param searchPath Schemas after the tenant's.
	 */
	record Schema(@DefaultValue("ext") List<String> searchPath) {

	}

}
