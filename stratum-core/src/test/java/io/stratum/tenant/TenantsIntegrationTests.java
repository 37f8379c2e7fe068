package io.stratum.tenant;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StaleVersionException;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import io.stratum.engine.RoundTrips;
import io.stratum.region.RegionAdmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantsIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	private final Tenants tenants = forest.tenants;

	@Test
	void rootIsActiveAndSharedAndShowsEveryField() {
		Tenant acme = forest.root("acme");
		assertThat(acme.toJson()).containsEntry("id", acme.id().toString())
			.containsEntry("parent_id", null)
			.containsEntry("ancestry_path", "/")
			.containsEntry("depth", 0)
			.containsEntry("name", "acme")
			.containsEntry("slug", "acme")
			.containsEntry("config", Map.of())
			.containsEntry("metadata", Map.of())
			.containsEntry("isolation_strategy", "SHARED_RLS")
			.containsEntry("status", "active")
			.containsEntry("region_id", null)
			.containsEntry("sort_order", 0)
			.containsEntry("deleted_at", null)
			.containsEntry("version", 1L)
			.containsKeys("created_at", "updated_at")
			.hasSize(16);
		assertThat((String) acme.toJson().get("created_at"))
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
	}

	@Test
	void threeLevelsKnowTheirPathsAndDepths() {
		List<Tenant> chain = forest.chain("acme", 3);
		Tenant acme = chain.get(0);
		Tenant emea = chain.get(1);
		Tenant sales = chain.get(2);
		assertThat(chain).extracting((tenant) -> tenant.path().depth()).containsExactly(0, 1, 2);
		assertThat(chain).extracting((tenant) -> tenant.path().ancestry())
			.containsExactly("/", "/" + acme.id(), "/" + acme.id() + "/" + emea.id());
		assertThat(this.tenants.ancestors(sales.id())).containsExactly(acme, emea);
		assertThat(this.tenants.ancestors(acme.id())).isEmpty();
		assertThat(this.tenants.root(sales.id())).isEqualTo(acme);
		assertThat(this.tenants.root(acme.id())).isEqualTo(acme);
		forest.verify();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Acme", "1acme", "a-b", "a.b", "", "acme\u0000",
			"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl" })
	void malformedSlugIsRefused(String slug) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.tenants.create(NewTenant.root(slug, "Acme")))
			.satisfies((ex) -> assertThat(ex.issues()).singleElement()
				.satisfies((issue) -> assertThat(issue.path()).isEqualTo("slug")));
		assertThat(forest.count()).isZero();
		assertThat(this.tenants.findBySlug(slug)).isEmpty();
	}

	@Test
	void slugOfSixtyThreeCharactersIsAccepted() {
		assertThat(forest.root("a".repeat(63)).slug()).hasSize(63);
	}

	@Test
	void takenSlugIsRefusedWithoutTellingWhoHasIt() {
		Tenant acme = forest.root("acme");
		Tenant old = forest.root("old");
		this.tenants.archive(old.id());
		Tenant globex = forest.root("globex");
		try (var scope = forest.actAs(globex)) {
			for (Tenant holder : List.of(acme, old)) {
				Forest.assertFails(ErrorCode.TENANT_ALREADY_EXISTS, () -> forest.child(globex, holder.slug()))
					.hasMessageNotContaining(holder.id().toString())
					.hasMessageNotContaining(holder.name());
			}
		}
		assertThat(forest.count()).isEqualTo(3);
	}

	@Test
	void childNeedsAnActiveParent() {
		Tenant archived = forest.root("archived");
		this.tenants.archive(archived.id());
		Tenant suspended = forest.root("suspended");
		this.tenants.suspend(suspended.id());
		Forest.assertFails(ErrorCode.TENANT_NOT_FOUND,
				() -> this.tenants.create(NewTenant.childOf(TenantId.random(), "child", "Child")));
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED, () -> forest.child(archived, "child"));
		Forest.assertFails(ErrorCode.TENANT_SUSPENDED, () -> forest.child(suspended, "child"));
		assertThat(this.tenants.findBySlug("child")).isEmpty();
	}

	@Test
	void twentyLevelsAreTheMost() {
		List<Tenant> chain = forest.chain("acme", 20);
		Tenant lowest = chain.get(19);
		assertThatExceptionOfType(TenantDepthExceededException.class).isThrownBy(() -> forest.child(lowest, "deeper"))
			.satisfies((ex) -> assertThat(ex.details()).containsEntry("limit", 20).containsEntry("level", 21));
		assertThat(this.tenants.get(lowest.id()).path().depth()).isEqualTo(19);
		assertThat(this.tenants.ancestors(lowest.id())).hasSize(19);
	}

	@Test
	void renameChangesNoRelation() {
		List<Tenant> chain = forest.chain("acme", 3);
		List<TenantId> before = forest.descendants(chain.get(0)).stream().map(Tenant::id).toList();
		Tenant renamed = this.tenants.update(chain.get(1).id(), TenantUpdate.NONE.withSlug("renamed"));
		assertThat(renamed.path()).isEqualTo(chain.get(1).path());
		assertThat(forest.descendants(chain.get(0))).extracting(Tenant::id).isEqualTo(before);
		assertThat(this.tenants.findBySlug("renamed")).contains(renamed);
		assertThat(this.tenants.findBySlug("acme_1")).isEmpty();
		assertThat(forest.child(chain.get(0), "acme_1").slug()).isEqualTo("acme_1");
		forest.verify();
	}

	@Test
	void updateReplacesWhatItNamesAndNotesBothStates() {
		Tenant acme = this.tenants
			.create(NewTenant.root("acme", "Acme").withConfig(Map.of("a", 1)).withMetadata(Map.of("kept", true)));
		Tenant after = this.tenants.update(acme.id(), TenantUpdate.NONE.withName("ACME").withConfig(Map.of("b", 2)));
		assertThat(after.name()).isEqualTo("ACME");
		assertThat(after.config()).isEqualTo(Map.of("b", 2));
		assertThat(after.metadata()).isEqualTo(Map.of("kept", true));
		assertThat(after.version()).isEqualTo(2);
		Map<String, Object> entry = forest.engine.database.jdbc()
			.sql("select before_state::text, after_state::text from stratum.audit_log where action = 'tenant.updated'")
			.query()
			.singleRow();
		assertThat(Json.readObject((String) entry.get("before_state"))).isEqualTo(asRead(acme));
		assertThat(Json.readObject((String) entry.get("after_state"))).isEqualTo(asRead(after));
	}

	@Test
	void emptyUpdateWritesNothing() {
		Tenant acme = forest.root("acme");
		forest.forgetJournal();
		assertThat(this.tenants.update(acme.id(), TenantUpdate.NONE)).isEqualTo(acme);
		assertThat(forest.actions()).isEmpty();
		assertThat(forest.events()).isEmpty();
	}

	@Test
	void staleVersionChangesNothing() {
		Tenant acme = forest.root("acme");
		Tenant emea = forest.child(acme, "acme_emea");
		this.tenants.update(emea.id(), TenantUpdate.NONE.withName("EMEA").ifVersion(1L));
		for (Runnable write : List.<Runnable>of(
				() -> this.tenants.update(emea.id(), TenantUpdate.NONE.withName("Late").ifVersion(1L)),
				() -> this.tenants.move(emea.id(), null, 1L), () -> this.tenants.reorder(emea.id(), 0, 1L),
				() -> this.tenants.step(emea.id(), LifecycleStep.SUSPEND, 1L))) {
			assertThatExceptionOfType(StaleVersionException.class).isThrownBy(write::run)
				.satisfies((ex) -> assertThat(ex.details()).containsEntry("version", 2L));
		}
		assertThat(forest.now(emea).version()).isEqualTo(2);
	}

	@Test
	void archivedTenantIsNotUpdated() {
		Tenant acme = forest.root("acme");
		this.tenants.archive(acme.id());
		Forest.assertFails(ErrorCode.TENANT_ARCHIVED,
				() -> this.tenants.update(acme.id(), TenantUpdate.NONE.withName("Other")));
	}

	@Test
	void updateToATakenSlugIsRefused() {
		forest.root("acme");
		Tenant globex = forest.root("globex");
		Forest.assertFails(ErrorCode.TENANT_ALREADY_EXISTS,
				() -> this.tenants.update(globex.id(), TenantUpdate.NONE.withSlug("acme")));
	}

	@Test
	void strategyWithoutPlaceIsRefusedAndNothingIsLeft() {
		Forest.assertFails(ErrorCode.ISOLATION_STRATEGY_UNSUPPORTED,
				() -> this.tenants.create(NewTenant.root("acme", "Acme").isolatedBy(IsolationStrategy.SCHEMA)));
		assertThat(forest.count()).isZero();
	}

	@Test
	void unknownRegionIsRefused() {
		Forest.assertFails(ErrorCode.REGION_NOT_FOUND,
				() -> this.tenants.create(NewTenant.root("acme", "Acme").inRegion(UUID.randomUUID())));
		assertThat(forest.count()).isZero();
	}

	@Test
	void childTakesTheRegionOfItsParentOnce() {
		UUID region = UUID.randomUUID();
		Tenants regional = new Tenants(forest.engine.database, forest.engine.feed, forest.engine.journal,
				forest.engine.context, PlacementAllocator.SHARED_ONLY, (id) -> {
					if (!id.equals(region)) {
						RegionAdmission.NONE.admit(id);
					}
				});
		Tenant acme = regional.create(NewTenant.root("acme", "Acme").inRegion(region));
		assertThat(regional.create(NewTenant.childOf(acme.id(), "acme_emea", "EMEA")).regionId()).isEqualTo(region);
	}

	@Test
	void creationTakesFourRoundTrips() {
		RoundTrips trips = new RoundTrips(forest.engine.platform);
		EngineDatabase database = new EngineDatabase(trips.dataSource());
		Tenants counted = new Tenants(database, forest.engine.feed, forest.engine.journalOf(database),
				forest.engine.context);
		Tenant acme = forest.root("acme");
		assertThat(trips.during(() -> counted.create(NewTenant.root("globex", "Globex")))).isEqualTo(4);
		assertThat(trips.during(() -> counted.create(NewTenant.childOf(acme.id(), "acme_emea", "EMEA")))).isEqualTo(4);
	}

	@Test
	void configOfARememberedTenantCannotBeChanged() {
		Tenant acme = this.tenants
			.create(NewTenant.root("acme", "Acme").withConfig(Map.of("list", List.of(Map.of("a", 1)))));
		assertThat(this.tenants.find(acme.id())).get()
			.extracting((tenant) -> tenant.config().get("list"))
			.satisfies((list) -> assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> ((List<?>) list).clear()));
	}

	@Test
	void redactedTenantShowsItsPlaceOnly() {
		Tenant acme = this.tenants.create(NewTenant.root("acme", "Acme").withConfig(Map.of("plan", "gold")));
		assertThat(acme.redacted().toJson()).hasSize(16)
			.containsEntry("slug", "acme")
			.containsEntry("config", Map.of())
			.containsEntry("region_id", null);
	}

	private static Map<String, Object> asRead(Tenant tenant) {
		return Json.readObject(Json.write(tenant.toJson()));
	}

}
