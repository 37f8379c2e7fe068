package io.stratum.permission;

import java.util.List;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.engine.RightsFixture;
import io.stratum.engine.RightsFixture.Family;
import io.stratum.permission.PermissionExplanation.Effect;
import io.stratum.permission.PermissionExplanation.Step;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.stratum.engine.RightsFixture.refused;
import static io.stratum.permission.DelegationMode.DELEGATED;
import static io.stratum.permission.DelegationMode.INHERITED;
import static io.stratum.permission.DelegationMode.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;

class PermissionsIntegrationTests {

	private static final PermissionGrant EXPORT = PermissionGrant.of("export");

	private static RightsFixture fixture;

	private static Permissions permissions;

	private Family cast;

	@BeforeAll
	static void start() {
		fixture = new RightsFixture();
		permissions = new Permissions(fixture.database, fixture.engine.feed, fixture.journal, fixture.context,
				fixture.tenants);
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void cast() {
		this.cast = fixture.family();
	}

	@ParameterizedTest
	@EnumSource(DelegationMode.class)
	void grantReachesAGrandchildWithTheFlagsOfItsMode(DelegationMode mode) {
		PermissionPolicy policy = permissions.grant(this.cast.acme().id(), EXPORT.inMode(mode));
		EffectivePermission effective = effective(this.cast.sales().id());
		assertThat(effective)
			.isEqualTo(new EffectivePermission(policy.id(), "export", true, mode, this.cast.acme().id()));
		assertThat(effective.locked()).isEqualTo(mode == LOCKED);
		assertThat(effective.delegated()).isEqualTo(mode == DELEGATED);
		assertThat(permissions.effective(this.cast.globex().id())).isEmpty();
	}

	@Test
	void lockForbidsPoliciesBelowWhoeverWritesThem() {
		PermissionPolicy hidden = permissions.grant(this.cast.emea().id(), EXPORT.worth(5));
		permissions.grant(this.cast.acme().id(), EXPORT.worth(10).inMode(LOCKED));
		assertThat(
				refused(ErrorCode.PERMISSION_LOCKED, () -> permissions.grant(this.cast.sales().id(), EXPORT)).details())
			.containsEntry("key", "export")
			.containsEntry("source_tenant_id", this.cast.acme().id().toString());
		refused(ErrorCode.PERMISSION_LOCKED,
				() -> permissions.update(this.cast.emea().id(), hidden.id(), PermissionChange.none().worth(1)));
		refused(ErrorCode.PERMISSION_LOCKED,
				() -> fixture.as(this.cast.emea(), () -> permissions.grant(this.cast.sales().id(), EXPORT)));
		assertThat(permissions.policies(this.cast.emea().id())).containsExactly(hidden);
		assertThat(effective(this.cast.emea().id()).value()).isEqualTo(10);
		permissions.revoke(this.cast.emea().id(), hidden.id());
		assertThat(permissions.policies(this.cast.emea().id())).isEmpty();
	}

	@Test
	void tenantCannotGrantItselfWhatNobodyGaveIt() {
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.emea(), () -> permissions.grant(this.cast.emea().id(), EXPORT)));
		permissions.grant(this.cast.acme().id(), EXPORT);
		assertThat(effective(this.cast.emea().id()).isHeld()).isTrue();
	}

	@Test
	void narrowerOverridePassesAndWiderIsRefused() {
		permissions.grant(this.cast.acme().id(), EXPORT.worth(List.of("read", "write", "delete")));
		refused(ErrorCode.PERMISSION_NOT_HELD, () -> fixture.as(this.cast.emea(),
				() -> permissions.grant(this.cast.emea().id(), EXPORT.worth(List.of("read", "admin")))));
		PermissionPolicy narrower = fixture.as(this.cast.emea(),
				() -> permissions.grant(this.cast.emea().id(), EXPORT.worth(List.of("read"))));
		assertThat(narrower.grantedBy()).isEqualTo(this.cast.emea().id());
		assertThat(effective(this.cast.sales().id()).value()).isEqualTo(List.of("read"));
		refused(ErrorCode.PERMISSION_NOT_HELD, () -> fixture.as(this.cast.emea(), () -> permissions
			.update(this.cast.emea().id(), narrower.id(), PermissionChange.none().worth(List.of("admin")))));
		refused(ErrorCode.PERMISSION_NOT_DELEGABLE, () -> fixture.as(this.cast.emea(), () -> permissions
			.update(this.cast.emea().id(), narrower.id(), PermissionChange.none().inMode(DELEGATED))));
	}

	@Test
	void inheritedShareCannotBeGrantedOn() {
		permissions.grant(this.cast.acme().id(), EXPORT);
		refused(ErrorCode.PERMISSION_NOT_DELEGABLE,
				() -> fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.emea().id(), EXPORT)));
		refused(ErrorCode.PERMISSION_NOT_DELEGABLE, () -> fixture.as(this.cast.emea(),
				() -> permissions.grant(this.cast.emea().id(), EXPORT.inMode(DELEGATED))));
	}

	@Test
	void delegatedShareIsPassedOnTwoLevelsDeep() {
		PermissionGrant delegated = EXPORT.inMode(DELEGATED);
		permissions.grant(this.cast.acme().id(), delegated.worth(10));
		fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.emea().id(), delegated.worth(5)));
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.emea(), () -> permissions.grant(this.cast.sales().id(), EXPORT.worth(7))));
		fixture.as(this.cast.emea(), () -> permissions.grant(this.cast.sales().id(), EXPORT.worth(3)));
		assertThat(effective(this.cast.emea().id()).value()).isEqualTo(5);
		assertThat(effective(this.cast.sales().id()).value()).isEqualTo(3);
	}

	@Test
	void granterCannotGiveMoreThanArrivesAtTheReceiver() {
		PermissionGrant delegated = EXPORT.inMode(DELEGATED);
		permissions.grant(this.cast.acme().id(), delegated.worth(10));
		permissions.grant(this.cast.emea().id(), EXPORT.worth(2));
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.sales().id(), EXPORT.worth(3))));
		refused(ErrorCode.PERMISSION_NOT_DELEGABLE, () -> fixture.as(this.cast.acme(),
				() -> permissions.grant(this.cast.sales().id(), delegated.worth(1))));
		assertThat(fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.sales().id(), EXPORT.worth(2))))
			.isNotNull();
	}

	@Test
	void granterCannotGiveMoreThanItHoldsThoughMoreArrivesAtTheReceiver() {
		PermissionGrant delegated = EXPORT.inMode(DELEGATED);
		permissions.grant(this.cast.acme().id(), delegated.worth(5));
		permissions.grant(this.cast.emea().id(), delegated.worth(10));
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.sales().id(), EXPORT.worth(7))));
	}

	@Test
	void grantsShrinkWithTheShareOfTheirGranter() {
		PermissionGrant delegated = EXPORT.inMode(DELEGATED);
		PermissionPolicy share = permissions.grant(this.cast.acme().id(), delegated.worth(10));
		fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.emea().id(), delegated.worth(8)));
		fixture.as(this.cast.emea(), () -> permissions.grant(this.cast.sales().id(), delegated.worth(6)));
		permissions.update(this.cast.acme().id(), share.id(), PermissionChange.none().worth(3).inMode(INHERITED));
		assertThat(effective(this.cast.sales().id()).value()).isEqualTo(3);
		assertThat(effective(this.cast.sales().id()).mode()).isEqualTo(INHERITED);
	}

	@Test
	void onlyTheGranterAndThoseAboveMayChangeAPolicy() {
		PermissionGrant delegated = EXPORT.inMode(DELEGATED);
		permissions.grant(this.cast.acme().id(), delegated);
		PermissionPolicy fromAcme = fixture.as(this.cast.acme(),
				() -> permissions.grant(this.cast.emea().id(), delegated.worth(5)));
		PermissionChange change = PermissionChange.none().worth(1);
		refused(ErrorCode.FORBIDDEN, () -> fixture.as(this.cast.emea(),
				() -> permissions.update(this.cast.emea().id(), fromAcme.id(), change)));
		refused(ErrorCode.FORBIDDEN,
				() -> fixture.runAs(this.cast.emea(), () -> permissions.revoke(this.cast.emea().id(), fromAcme.id())));
		refused(ErrorCode.FORBIDDEN, () -> fixture.runAs(this.cast.acme(), () -> permissions
			.revoke(this.cast.acme().id(), permissions.policies(this.cast.acme().id()).get(0).id())));
		PermissionPolicy fromEmea = fixture.as(this.cast.emea(),
				() -> permissions.grant(this.cast.sales().id(), EXPORT.worth(2)));
		assertThat(
				fixture.as(this.cast.acme(), () -> permissions.update(this.cast.sales().id(), fromEmea.id(), change)))
			.satisfies((changed) -> assertThat(changed.grantedBy()).isEqualTo(this.cast.acme().id()))
			.satisfies((changed) -> assertThat(changed.version()).isEqualTo(2));
	}

	@Test
	void permanentShareComesOnlyOutOfAPermanentOne() {
		PermissionGrant permanent = EXPORT.inMode(DELEGATED).revokedBy(RevocationMode.PERMANENT);
		permissions.grant(this.cast.acme().id(), EXPORT.inMode(DELEGATED));
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.emea().id(), permanent)));
		permissions.grant(this.cast.globex().id(), permanent);
		assertThat(
				fixture.as(this.cast.globex(),
						() -> permissions.grant(
								fixture.child(this.cast.globex(), this.cast.globex().slug() + "_eu").id(), permanent)))
			.isNotNull();
	}

	@Test
	void tenantOutOfReachIsRefusedWhetherItExistsOrNot() {
		for (TenantId foreign : List.of(this.cast.globex().id(), TenantId.random())) {
			refused(ErrorCode.FORBIDDEN, () -> fixture.as(this.cast.acme(), () -> permissions.grant(foreign, EXPORT)));
			refused(ErrorCode.FORBIDDEN, () -> fixture.as(this.cast.acme(), () -> permissions.effective(foreign)));
			refused(ErrorCode.FORBIDDEN,
					() -> fixture.as(this.cast.acme(), () -> permissions.explain(foreign, "export")));
		}
		refused(ErrorCode.TENANT_NOT_FOUND, () -> permissions.grant(TenantId.random(), EXPORT));
	}

	@Test
	void badInputHasAStableCode() {
		PermissionPolicy policy = permissions.grant(this.cast.acme().id(), EXPORT);
		refused(ErrorCode.PERMISSION_ALREADY_EXISTS, () -> permissions.grant(this.cast.acme().id(), EXPORT));
		refused(ErrorCode.PERMISSION_NOT_FOUND,
				() -> permissions.update(this.cast.emea().id(), policy.id(), PermissionChange.none()));
		refused(ErrorCode.PERMISSION_NOT_FOUND, () -> permissions.revoke(this.cast.acme().id(), UUID.randomUUID()));
		refused(ErrorCode.PERMISSION_NOT_FOUND, () -> permissions.policy(this.cast.emea().id(), policy.id()));
		assertThat(permissions.policy(this.cast.acme().id(), policy.id())).isEqualTo(policy);
		refused(ErrorCode.VALIDATION_ERROR, () -> DelegationMode.ofWireName("inherited"));
		refused(ErrorCode.VALIDATION_ERROR, () -> RevocationMode.ofWireName("HARD"));
		refused(ErrorCode.VALIDATION_ERROR, () -> permissions.explain(this.cast.acme().id(), ""));
	}

	@Test
	void keyHasAtMost255Characters() {
		assertThat(permissions.grant(this.cast.acme().id(), PermissionGrant.of("\ud83d\ude80".repeat(255))))
			.isNotNull();
		refused(ErrorCode.VALIDATION_ERROR, () -> PermissionGrant.of("k".repeat(256)));
	}

	@Test
	void staleVersionChangesNothing() {
		PermissionPolicy policy = permissions.grant(this.cast.acme().id(), EXPORT);
		PermissionChange change = PermissionChange.none().worth(5);
		permissions.update(this.cast.acme().id(), policy.id(), change.ifVersion(1));
		refused(ErrorCode.PRECONDITION_FAILED, () -> permissions.update(this.cast.acme().id(), policy.id(),
				PermissionChange.none().worth(6).ifVersion(1)));
		refused(ErrorCode.PRECONDITION_FAILED, () -> permissions.revoke(this.cast.acme().id(), policy.id(), 1L));
		assertThat(effective(this.cast.acme().id()).value()).isEqualTo(5);
	}

	@Test
	void everyChangeIsAuditedOnceWithBeforeAndAfter() {
		TenantId acme = this.cast.acme().id();
		PermissionPolicy policy = permissions.grant(acme, EXPORT.worth(1));
		permissions.update(acme, policy.id(), PermissionChange.none().worth(2));
		permissions.update(acme, policy.id(), PermissionChange.none().worth(2));
		permissions.revoke(acme, policy.id());
		assertThat(fixture.audit(acme, "permission.created")).singleElement()
			.satisfies((entry) -> assertThat(entry.get("before")).isNull());
		assertThat(fixture.audit(acme, "permission.updated")).singleElement().satisfies((entry) -> {
			assertThat((String) entry.get("before")).contains("\"value\": 1");
			assertThat((String) entry.get("after")).contains("\"value\": 2");
		});
		assertThat(fixture.audit(acme, "permission.deleted")).singleElement()
			.satisfies((entry) -> assertThat(entry.get("after")).isNull());
		assertThat(fixture.events(acme)).containsSubsequence("permission.created", "permission.updated",
				"permission.deleted");
	}

	@Test
	void refusedGrantLeavesNothingBehind() {
		TenantId acme = this.cast.acme().id();
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.acme(), () -> permissions.grant(acme, EXPORT)));
		assertThat(permissions.policies(acme)).isEmpty();
		assertThat(fixture.audit(acme, "permission.created")).isEmpty();
		assertThat(fixture.events(acme)).doesNotContain("permission.created");
	}

	@Test
	void explanationShowsEachLevelAndEndsAsTheEffectiveMap() {
		permissions.grant(this.cast.acme().id(), EXPORT.worth(10).inMode(DELEGATED));
		fixture.as(this.cast.acme(), () -> permissions.grant(this.cast.emea().id(), EXPORT.worth(5)));
		PermissionExplanation explanation = permissions.explain(this.cast.sales().id(), "export");
		assertThat(explanation.steps()).extracting(Step::effect)
			.containsExactly(Effect.GRANTED, Effect.LIMITED, Effect.PASSED);
		assertThat(explanation.steps().get(1)).satisfies((step) -> {
			assertThat(step.policy().grantedBy()).isEqualTo(this.cast.acme().id());
			assertThat(step.inflow().value()).isEqualTo(10);
			assertThat(step.outcome().value()).isEqualTo(5);
		});
		assertThat(explanation.effective()).isEqualTo(effective(this.cast.sales().id()));
		assertThat(permissions.explain(this.cast.sales().id(), "import").effective()).isNull();
	}

	private static EffectivePermission effective(TenantId tenant) {
		return permissions.effective(tenant).get("export");
	}

}
