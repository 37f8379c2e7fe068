package io.stratum.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.engine.Json;
import io.stratum.region.RegionAdmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantBatchIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final Tenants tenants = forest.tenants;

	@Test
	void rowsAreCreatedInOrderBelowEarlierOnes() {
		List<Tenant> created = this.tenants.createAll(List.of(NewTenant.root("acme", "Acme"),
				NewTenant.childOfRow("acme", "acme_emea", "EMEA"), NewTenant.root("globex", "Globex")));
		assertThat(created).extracting(Tenant::slug).containsExactly("acme", "acme_emea", "globex");
		assertThat(created.get(1).parentId()).isEqualTo(created.get(0).id());
		assertThat(forest.events()).containsExactly("tenant.created", "tenant.created", "tenant.created");
		assertThat(forest.actions()).containsExactly("tenant.batch_created");
		assertThat(batchEntry()).containsEntry("count", 3)
			.containsEntry("tenant_ids", created.stream().map((tenant) -> tenant.id().toString()).toList());
		forest.verify();
	}

	@Test
	void batchIsNotedWithTheLowestTenantAboveAllOfIt() {
		Tenant acme = forest.root("acme");
		Tenant emea = forest.child(acme, "acme_emea");
		this.tenants.createAll(List.of(NewTenant.childOf(emea.id(), "sales", "Sales"),
				NewTenant.childOf(emea.id(), "support", "Support"), NewTenant.childOfRow("sales", "field", "Field")));
		assertThat(forest.engine.database.jdbc()
			.sql("select tenant_id from stratum.audit_log where action = 'tenant.batch_created'")
			.query(UUID.class)
			.single()).isEqualTo(emea.id().value());
	}

	@Test
	void failedRowLeavesNothingOfTheBatch() {
		forest.root("taken");
		forest.forgetJournal();
		assertBatchFails(1, "taken", ErrorCode.TENANT_ALREADY_EXISTS,
				List.of(NewTenant.root("acme", "Acme"), NewTenant.root("taken", "Taken"), NewTenant.root("b", "B")));
		assertThat(forest.count()).isOne();
		assertThat(forest.events()).isEmpty();
		assertThat(forest.actions()).isEmpty();
	}

	@Test
	void failureNamesTheFirstBadRow() {
		Tenant acme = forest.root("acme");
		NewTenant good = NewTenant.root("good", "Good");
		assertBatchFails(1, "good", ErrorCode.TENANT_ALREADY_EXISTS, List.of(good, good));
		assertBatchFails(1, "Bad", ErrorCode.VALIDATION_ERROR, List.of(good, NewTenant.root("Bad", "Bad")));
		assertBatchFails(0, "child", ErrorCode.VALIDATION_ERROR,
				List.of(NewTenant.childOfRow("good", "child", "Child"), good));
		assertBatchFails(1, "child", ErrorCode.TENANT_NOT_FOUND,
				List.of(good, NewTenant.childOf(TenantId.random(), "child", "Child")));
		assertBatchFails(1, "child", ErrorCode.VALIDATION_ERROR,
				List.of(good, new NewTenant("child", "Child", acme.id(), "good", null, null, Map.of(), Map.of())));
		assertBatchFails(1, "child", ErrorCode.ISOLATION_STRATEGY_UNSUPPORTED,
				List.of(good, NewTenant.root("child", "Child").isolatedBy(IsolationStrategy.DATABASE)));
		assertThat(forest.count()).isOne();
	}

	@Test
	void batchHasOneToAHundredRows() {
		Forest.assertFails(ErrorCode.VALIDATION_ERROR, () -> this.tenants.createAll(List.of()));
		List<NewTenant> rows = Stream.iterate(0, (number) -> number + 1)
			.limit(101)
			.map((number) -> NewTenant.root("row_" + number, "Row"))
			.toList();
		Forest.assertFails(ErrorCode.VALIDATION_ERROR, () -> this.tenants.createAll(rows));
		assertThat(this.tenants.createAll(rows.subList(0, 100))).hasSize(100);
		forest.verify();
	}

	@Test
	void placesOfAFailedBatchAreGivenBack() {
		Places places = new Places();
		Tenants placed = places.tenants();
		assertThatExceptionOfType(TenantBatchException.class)
			.isThrownBy(() -> placed.createAll(List.of(NewTenant.root("a", "A").isolatedBy(IsolationStrategy.SCHEMA),
					NewTenant.root("b", "B"), NewTenant.root("b", "B"))));
		assertThat(places.prepared).hasSize(3);
		assertThat(places.closed).isEqualTo(places.prepared);
		assertThat(forest.count()).isZero();
	}

	@Test
	void placeThatCannotBeMadeLeavesNoTenant() {
		Places places = new Places();
		places.failing.add("b");
		assertThatExceptionOfType(TenantBatchException.class)
			.isThrownBy(() -> places.tenants().createAll(List.of(NewTenant.root("a", "A"), NewTenant.root("b", "B"))))
			.satisfies((ex) -> assertThat(ex.index()).isOne());
		assertThat(places.closed).containsExactly("a");
		assertThat(forest.count()).isZero();
		places.failing.clear();
		assertThat(places.tenants().create(NewTenant.root("b", "B")).slug()).isEqualTo("b");
	}

	@Test
	void placeIsClaimedInTheTransactionThatCreatesTheTenant() {
		Places places = new Places();
		Tenant acme = places.tenants().create(NewTenant.root("acme", "Acme").isolatedBy(IsolationStrategy.SCHEMA));
		assertThat(places.claims).containsExactly("acme " + acme.id() + " in transaction true");
		assertThat(places.closed).containsExactly("acme");
	}

	@Test
	void noPlaceIsMadeForATenantBoundToFail() {
		Places places = new Places();
		Tenant taken = forest.root("taken");
		this.tenants.suspend(taken.id());
		for (NewTenant hopeless : List.of(NewTenant.root("taken", "Taken"),
				NewTenant.childOf(taken.id(), "child", "Child"))) {
			assertThatExceptionOfType(StratumException.class)
				.isThrownBy(() -> places.tenants().create(hopeless.isolatedBy(IsolationStrategy.DATABASE)));
		}
		assertThat(places.prepared).isEmpty();
	}

	@Test
	void placesAreKeptUntilTheOuterTransactionIsOver() {
		Places places = new Places();
		forest.engine.database.run(() -> {
			places.tenants().create(NewTenant.root("acme", "Acme"));
			assertThat(places.closed).isEmpty();
		});
		assertThat(places.closed).containsExactly("acme");
	}

	private void assertBatchFails(int index, String slug, ErrorCode code, List<NewTenant> rows) {
		assertThatExceptionOfType(TenantBatchException.class).isThrownBy(() -> this.tenants.createAll(rows))
			.satisfies((ex) -> {
				assertThat(ex.code()).isEqualTo(code);
				assertThat(ex.index()).isEqualTo(index);
				assertThat(ex.slug()).isEqualTo(slug);
				assertThat(ex.failure().code()).isEqualTo(code);
			});
	}

	private static Map<String, Object> batchEntry() {
		return Json.readObject(forest.engine.database.jdbc()
			.sql("select after_state::text from stratum.audit_log")
			.query(String.class)
			.single());
	}

	/**
	 * Places that remember what becomes of them.
	 */
	private static final class Places implements PlacementAllocator {

		private final List<String> prepared = new ArrayList<>();

		private final List<String> claims = new ArrayList<>();

		private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

		private final Set<String> failing = new HashSet<>();

		@Override
		public PreparedPlacement prepare(NewTenant description, IsolationStrategy strategy) {
			if (this.failing.contains(description.slug())) {
				throw new StratumException(ErrorCode.PROVISIONING_FAILED, "No place could be made.");
			}
			this.prepared.add(description.slug());
			return new PreparedPlacement() {

				@Override
				public void claim(TenantId tenant) {
					Places.this.claims.add(description.slug() + " " + tenant + " in transaction "
							+ forest.engine.database.isWriting());
				}

				@Override
				public void close() {
					Places.this.closed.add(description.slug());
				}

			};
		}

		private Tenants tenants() {
			return new Tenants(forest.engine.database, forest.engine.feed, forest.engine.journal, forest.engine.context,
					this, RegionAdmission.NONE);
		}

	}

}
