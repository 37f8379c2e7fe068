package io.stratum.test;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import javax.sql.DataSource;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/**
 * One guard that somebody took away.
 */
enum RemovedGuard {

	NOTHING(""),

	FORCE("alter table invoice no force row level security", "tableBindsEvenItsOwner"),

	ROW_LEVEL_SECURITY("alter table invoice disable row level security", "queriesShowOwnEntitiesOnly",
			"nativeQueriesReachOwnRowsOnly", "batchWithOneForeignRowIsRefusedAsAWhole",
			"statelessSessionDoesNotUpdateForeignRows"),

	READ_POLICY("alter policy tenant_isolation_read on invoice using (true)", "queriesShowOwnEntitiesOnly",
			"foreignIdIsNotFound", "jdbcClientSeesOwnRowsOnly", "viewShowsOwnRowsOnly", "cursorShowsOwnRowsOnly"),

	INSERT_POLICY("alter policy tenant_isolation_insert on invoice with check (true)",
			"rowOfAnotherTenantIsNotInserted", "batchWithOneForeignRowIsRefusedAsAWhole",
			"hqlDoesNotInsertRowsForAnotherTenant", "entityForAnotherTenantIsNotPersisted"),

	UPDATE_POLICY("alter policy tenant_isolation_update on invoice using (true) with check (true)",
			"hqlDoesNotMoveRowsToAnotherTenant", "statementWithoutConditionChangesOwnRowsOnly"),

	DELETE_POLICY("alter policy tenant_isolation_delete on invoice using (true)",
			"statementWithoutConditionChangesOwnRowsOnly"),

	READ_AND_UPDATE_POLICY("""
			alter policy tenant_isolation_read on invoice using (true);
			alter policy tenant_isolation_update on invoice using (true) with check (true)
			""", "jdbcClientChangesOwnRowsOnly", "statelessSessionDoesNotUpdateForeignRows",
			"triggerChangesOwnRowsOnly", "mergeIntoChangesOwnRowsOnly", "conflictWithAForeignKeyValueChangesNothing"),

	READ_AND_DELETE_POLICY("""
			alter policy tenant_isolation_read on invoice using (true);
			alter policy tenant_isolation_delete on invoice using (true)
			""", "jdbcClientChangesOwnRowsOnly", "statelessSessionDoesNotDeleteForeignRows",
			"bulkUpdateAndDeleteLeaveForeignRowsAlone"),

	READ_POLICY_OF_THE_JOIN_TABLE("alter policy tenant_isolation_read on invoice_tag using (true)",
			"joinTablesAndElementCollectionsShowOwnRowsOnly"),

	READ_POLICY_OF_THE_ELEMENT_COLLECTION("alter policy tenant_isolation_read on invoice_notes using (true)",
			"joinTablesAndElementCollectionsShowOwnRowsOnly", "collectionsHoldOwnElementsOnly"),

	READ_POLICY_OF_THE_CHILD("alter policy tenant_isolation_read on invoice_line using (true)",
			"collectionsHoldOwnElementsOnly"),

	READ_POLICY_OF_THE_REFERENCE("alter policy tenant_isolation_read on customer using (true)",
			"referencesDoNotLeadToForeignEntities"),

	COLUMN_DEFAULT("alter table invoice alter column tenant_id drop default", "insertedRowBelongsToTheBoundTenant"),

	COLUMN_DEFAULT_OF_THE_JOIN_TABLE("alter table invoice_tag alter column tenant_id drop default",
			"joinTablesAndElementCollectionsBelongToTheTenantOfTheirEntity"),

	NO_TEMPORARY_TABLES("""
			do $$ begin
				execute format('grant temporary on database %I to stratum_app', current_database());
			end $$
			""", "temporaryTableDoesNotTakeThePlaceOfTheTable"),

	BINDING((desk) -> new Weakened(desk) {

		@Override
		public DataSource dataSource(Guard guard) {
			return pool(guard);
		}

		@Override
		MultiTenantConnectionProvider<UUID> connections(Guard guard) {
			return new TrustingConnections(pool(guard), pool(guard));
		}

	}, "statementOutsideATransactionIsBound", "nothingIsReachedWithoutATenant"),

	BINDING_AFTER_CHECKOUT((desk) -> new Weakened(desk) {

		@Override
		public DataSource dataSource(Guard guard) {
			return new CheckoutBinding(pool(guard), this::bound);
		}

		@Override
		public DataSource pooled(Guard guard) {
			return new CheckoutBinding(backend(guard), this::bound);
		}

		@Override
		MultiTenantConnectionProvider<UUID> connections(Guard guard) {
			return new TrustingConnections(dataSource(guard), pool(guard));
		}

	}, "connectionOfOneTenantDoesNotServeAnother", "driverWithItsCopyInterfaceIsNotGivenOut",
			"backendHandedOverByAPoolerIsBoundAnew"),

	NO_DEFAULT_TENANT((desk) -> new Weakened(desk) {

		private final Tenant fallback = TwoTenants.find(desk.tenants, "fallback");

		@Override
		public DataSource dataSource(Guard guard) {
			return new CheckoutBinding(pool(guard), () -> boundOr(this.fallback));
		}

		@Override
		MultiTenantConnectionProvider<UUID> connections(Guard guard) {
			return new TrustingConnections(dataSource(guard), pool(guard));
		}

	}, "otherThreadRunsForTheSameTenantOrIsRefused", "nothingIsReachedWithoutATenant"),

	IDENTIFIER_CHECK((desk) -> new Weakened(desk) {

		@Override
		MultiTenantConnectionProvider<UUID> connections(Guard guard) {
			return new TrustingConnections(dataSource(guard), pool(guard));
		}

	}, "sessionOfOneTenantDoesNotServeAnother"),

	TENANT_IN_CACHE_KEYS((desk) -> new Weakened(desk) {

		@Override
		public EntityManagerFactory cachedEntities() {
			return withSetting(CacheInMaps.KEYS_FACTORY, "simple");
		}

	}, "cachedEntitiesAndQueriesAreNotShared"),

	FILTER_OF_HIBERNATE((desk) -> new Weakened(desk) {

		@Override
		CurrentTenantIdentifierResolver<UUID> resolver(Guard guard) {
			return super.resolver(Guard.ROW_LEVEL_SECURITY);
		}

	}, "queriesShowOwnEntitiesOnly", "foreignIdIsNotFound", "bulkUpdateAndDeleteLeaveForeignRowsAlone",
			"foreignNaturalIdIsNotFound"),

	ROW_LEVEL_SECURITY_OF_A_SCHEMA(IsolationStrategy.SCHEMA, "alter table invoice disable row level security",
			"queriesShowOwnEntitiesOnly", "nameInTheSchemaOfAnotherTenantReachesNothing",
			"statelessSessionDoesNotUpdateForeignRows"),

	ROW_LEVEL_SECURITY_OF_A_DATABASE(IsolationStrategy.DATABASE, "alter table invoice disable row level security",
			"queriesShowOwnEntitiesOnly", "nativeQueriesReachOwnRowsOnly", "statelessSessionDoesNotUpdateForeignRows"),

	SCHEMA_OF_ITS_OWN(IsolationStrategy.SCHEMA, (desk) -> Weakened.withoutPlaces(desk, IsolationStrategy.SCHEMA),
			"queriesShowOwnEntitiesOnly", "jdbcClientSeesOwnRowsOnly", "storedFunctionSeesOwnRowsOnly",
			"joinTablesAndElementCollectionsShowOwnRowsOnly"),

	DATABASE_OF_ITS_OWN(IsolationStrategy.DATABASE, (desk) -> Weakened.withoutPlaces(desk, IsolationStrategy.DATABASE),
			"queriesShowOwnEntitiesOnly", "jdbcClientSeesOwnRowsOnly", "nameInTheSchemaOfAnotherTenantReachesNothing");

	/** Tenants whose guard it is. */
	final IsolationStrategy strategy;

	/** Roads that must turn red. */
	final List<String> noticedBy;

	private final Function<InvoiceDesk, IsolationSetup> setup;

	RemovedGuard(String sql, String... noticedBy) {
		this(IsolationStrategy.SHARED, sql, noticedBy);
	}

	RemovedGuard(IsolationStrategy strategy, String sql, String... noticedBy) {
		this(strategy, (desk) -> new Weakened(desk, strategy, sql), noticedBy);
	}

	RemovedGuard(Function<InvoiceDesk, IsolationSetup> setup, String... noticedBy) {
		this(IsolationStrategy.SHARED, setup, noticedBy);
	}

	RemovedGuard(IsolationStrategy strategy, Function<InvoiceDesk, IsolationSetup> setup, String... noticedBy) {
		this.strategy = strategy;
		this.noticedBy = List.of(noticedBy);
		this.setup = setup;
	}

	/** Takes the guard away from a desk. */
	IsolationSetup from(InvoiceDesk desk) {
		return this.setup.apply(desk);
	}

}
