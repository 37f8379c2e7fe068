package io.stratum.permission;

import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.engine.RightsFixture;
import io.stratum.engine.RightsFixture.Family;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.RightsFixture.refused;
import static io.stratum.permission.DelegationMode.DELEGATED;
import static io.stratum.permission.DelegationMode.INHERITED;
import static io.stratum.permission.DelegationMode.LOCKED;
import static org.assertj.core.api.Assertions.assertThat;

class PermissionRevocationIntegrationTests {

	private static final PermissionGrant EXPORT = PermissionGrant.of("export");

	private static final PermissionGrant SOFT = EXPORT.revokedBy(RevocationMode.SOFT);

	private static final PermissionGrant PERMANENT = EXPORT.revokedBy(RevocationMode.PERMANENT);

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

	@Test
	void cascadeTakesEveryPolicyBelowAndNoOther() {
		PermissionPolicy top = permissions.grant(this.cast.acme().id(), EXPORT);
		Tenant archived = fixture.child(this.cast.acme(), this.cast.acme().slug() + "_old");
		List<Tenant> below = List.of(this.cast.emea(), this.cast.sales(), archived);
		below.forEach((tenant) -> permissions.grant(tenant.id(), EXPORT));
		PermissionPolicy other = permissions.grant(this.cast.sales().id(), PermissionGrant.of("import"));
		PermissionPolicy foreign = permissions.grant(this.cast.globex().id(), EXPORT);
		fixture.setStatus(this.cast.sales(), "suspended");
		fixture.setStatus(archived, "archived");
		fixture.tenants.update(this.cast.emea().id(), TenantUpdate.NONE.withSlug(this.cast.emea().slug() + "_renamed"));
		permissions.revoke(this.cast.acme().id(), top.id());
		assertThat(below).allSatisfy((tenant) -> assertThat(permissions.policies(tenant.id())).doesNotContain(top)
			.allMatch((policy) -> policy.equals(other)));
		assertThat(permissions.policies(this.cast.sales().id())).containsExactly(other);
		assertThat(permissions.policies(this.cast.globex().id())).containsExactly(foreign);
		assertThat(fixture.events(archived.id())).endsWith("permission.deleted");
		assertThat((String) fixture.audit(this.cast.acme().id(), "permission.deleted").get(0).get("metadata"))
			.contains("\"count\": 3");
	}

	@Test
	void cascadeOfATenantSparesWhatItMayNotRevoke() {
		permissions.grant(this.cast.acme().id(), EXPORT.inMode(DELEGATED));
		PermissionPolicy own = fixture.as(this.cast.acme(),
				() -> permissions.grant(this.cast.emea().id(), EXPORT.inMode(DELEGATED)));
		PermissionPolicy operators = permissions.grant(this.cast.sales().id(), EXPORT.worth(false));
		Tenant other = fixture.child(this.cast.emea(), this.cast.emea().slug() + "_lab");
		fixture.as(this.cast.emea(), () -> permissions.grant(other.id(), EXPORT.worth(1)));
		fixture.runAs(this.cast.acme(), () -> permissions.revoke(this.cast.emea().id(), own.id()));
		assertThat(permissions.policies(this.cast.sales().id())).containsExactly(operators);
		assertThat(permissions.policies(other.id())).isEmpty();
	}

	@Test
	void softRevocationFreezesWhatTenantsBelowHave() {
		PermissionPolicy top = permissions.grant(this.cast.acme().id(), SOFT.worth(10));
		fixture.as(this.cast.sales(), () -> permissions.grant(this.cast.sales().id(), EXPORT.worth(4)));
		permissions.revoke(this.cast.acme().id(), top.id());
		assertThat(permissions.effective(this.cast.acme().id())).isEmpty();
		assertThat(effective(this.cast.emea()).value()).isEqualTo(10);
		assertThat(effective(this.cast.sales()).value()).isEqualTo(4);
		PermissionPolicy frozen = own(this.cast.emea());
		assertThat(frozen.frozen()).isTrue();
		assertThat(frozen.grantedBy()).isNull();
		assertThat(own(this.cast.sales()).version()).isEqualTo(2);
		assertThat(fixture.events(this.cast.emea().id())).endsWith("permission.created");
		assertThat(fixture.events(this.cast.sales().id())).endsWith("permission.updated");
	}

	@Test
	void tenantsCreatedAfterASoftRevocationGetNothing() {
		permissions.revoke(this.cast.acme().id(), permissions.grant(this.cast.acme().id(), SOFT.worth(10)).id());
		Tenant belowRoot = fixture.child(this.cast.acme(), this.cast.acme().slug() + "_new");
		Tenant belowFrozen = fixture.child(this.cast.emea(), this.cast.emea().slug() + "_new");
		assertThat(permissions.effective(belowRoot.id())).isEmpty();
		assertThat(permissions.effective(belowFrozen.id())).isEmpty();
	}

	@Test
	void frozenPoliciesCanBeRevokedOneByOne() {
		permissions.revoke(this.cast.acme().id(), permissions.grant(this.cast.acme().id(), SOFT.worth(10)).id());
		refused(ErrorCode.FORBIDDEN, () -> fixture.runAs(this.cast.acme(),
				() -> permissions.revoke(this.cast.emea().id(), own(this.cast.emea()).id())));
		permissions.revoke(this.cast.emea().id(), own(this.cast.emea()).id());
		assertThat(permissions.effective(this.cast.emea().id())).isEmpty();
		assertThat(effective(this.cast.sales()).value()).isEqualTo(10);
		permissions.revoke(this.cast.sales().id(), own(this.cast.sales()).id());
		assertThat(permissions.effective(this.cast.sales().id())).isEmpty();
	}

	@Test
	void softRevocationOfALockKeepsValueAndMode() {
		PermissionPolicy hidden = permissions.grant(this.cast.emea().id(), EXPORT.worth(99));
		PermissionPolicy lock = permissions.grant(this.cast.acme().id(), SOFT.worth(10).inMode(LOCKED));
		permissions.revoke(this.cast.acme().id(), lock.id());
		assertThat(effective(this.cast.emea()).value()).isEqualTo(10);
		assertThat(effective(this.cast.sales()).locked()).isTrue();
		assertThat(own(this.cast.emea()).id()).isEqualTo(hidden.id());
	}

	@Test
	void softRevocationLeavesThoseAloneWhoDoNotDependOnIt() {
		PermissionPolicy top = permissions.grant(this.cast.acme().id(), SOFT.worth(10));
		PermissionPolicy operators = permissions.grant(this.cast.emea().id(), EXPORT.worth(20));
		Tenant deepest = fixture.child(this.cast.sales(), this.cast.sales().slug() + "_team");
		permissions.revoke(this.cast.acme().id(), top.id());
		assertThat(permissions.policies(deepest.id())).isEmpty();
		assertThat(permissions.policies(this.cast.emea().id())).containsExactly(operators);
		assertThat(permissions.policies(this.cast.sales().id())).isEmpty();
		assertThat(effective(this.cast.sales()).value()).isEqualTo(20);
	}

	@Test
	void softRevocationOfAHiddenPolicyFreezesNobody() {
		PermissionPolicy hidden = permissions.grant(this.cast.emea().id(), SOFT.worth(10));
		permissions.grant(this.cast.acme().id(), EXPORT.worth(1).inMode(LOCKED));
		Tenant deepest = fixture.child(this.cast.sales(), this.cast.sales().slug() + "_team");
		permissions.revoke(this.cast.emea().id(), hidden.id());
		assertThat(permissions.policies(this.cast.sales().id())).isEmpty();
		assertThat(permissions.policies(deepest.id())).isEmpty();
	}

	@Test
	void softRevocationOfNothingIsFrozenAsNothing() {
		PermissionPolicy top = permissions.grant(this.cast.acme().id(), SOFT.worth(null).inMode(LOCKED));
		permissions.revoke(this.cast.acme().id(), top.id());
		assertThat(effective(this.cast.sales()).value()).isNull();
		assertThat(effective(this.cast.sales()).locked()).isTrue();
	}

	@Test
	void frozenShareCannotBePassedOn() {
		PermissionPolicy top = permissions.grant(this.cast.acme().id(), SOFT.worth(10).inMode(DELEGATED));
		permissions.revoke(this.cast.acme().id(), top.id());
		Tenant later = fixture.child(this.cast.emea(), this.cast.emea().slug() + "_new");
		assertThat(effective(this.cast.emea()).delegated()).isTrue();
		refused(ErrorCode.PERMISSION_NOT_HELD,
				() -> fixture.as(this.cast.emea(), () -> permissions.grant(later.id(), EXPORT.worth(1))));
	}

	@Test
	void permanentPolicySurvivesPatchDeleteAndCascade() {
		permissions.grant(this.cast.acme().id(), EXPORT);
		PermissionPolicy permanent = permissions.grant(this.cast.emea().id(), PERMANENT.worth(5));
		for (PermissionChange change : List.of(PermissionChange.none().revokedBy(RevocationMode.CASCADE),
				PermissionChange.none().worth(6), PermissionChange.none().inMode(LOCKED))) {
			refused(ErrorCode.PERMISSION_REVOCATION_DENIED,
					() -> permissions.update(this.cast.emea().id(), permanent.id(), change));
		}
		refused(ErrorCode.PERMISSION_REVOCATION_DENIED,
				() -> permissions.revoke(this.cast.emea().id(), permanent.id()));
		permissions.revoke(this.cast.acme().id(), own(this.cast.acme()).id());
		assertThat(own(this.cast.emea())).isEqualTo(permanent);
		assertThat(permissions.update(this.cast.emea().id(), permanent.id(), PermissionChange.none().worth(5)))
			.isEqualTo(permanent);
	}

	@Test
	void permanentPolicySurvivesASoftRevocationAboveIt() {
		PermissionPolicy lock = permissions.grant(this.cast.acme().id(), SOFT.worth(10).inMode(INHERITED));
		PermissionPolicy permanent = permissions.grant(this.cast.emea().id(), PERMANENT.worth(5));
		permissions.update(this.cast.acme().id(), lock.id(), PermissionChange.none().inMode(LOCKED));
		permissions.revoke(this.cast.acme().id(), lock.id());
		assertThat(own(this.cast.emea())).isEqualTo(permanent);
	}

	@Test
	void policyOnlyGoesWithItsTenant() {
		PermissionPolicy permanent = permissions.grant(this.cast.globex().id(), PERMANENT);
		fixture.database.run(() -> fixture.database.jdbc()
			.sql("delete from stratum.tenant where id = ?")
			.param(this.cast.globex().id().value())
			.update());
		assertThat(fixture.database.jdbc()
			.sql("select count(*) from stratum.permission_policy where id = ?")
			.param(permanent.id())
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void revocationTakesAFixedNumberOfStatementsHoweverManyAreBelow() {
		int few = statementsToRevoke(3);
		assertThat(statementsToRevoke(30)).isEqualTo(few);
	}

	private int statementsToRevoke(int children) {
		Family family = fixture.family();
		for (int child = 0; child < children; child++) {
			fixture.child(family.acme(), family.acme().slug() + "_" + child);
		}
		PermissionPolicy soft = permissions.grant(family.acme().id(), SOFT);
		Map<String, EffectivePermission> before = permissions.effective(family.sales().id());
		int statements = fixture.statements.statementsOf(() -> permissions.revoke(family.acme().id(), soft.id()));
		assertThat(permissions.effective(family.sales().id())).hasSameSizeAs(before);
		return statements;
	}

	private static EffectivePermission effective(Tenant tenant) {
		return permissions.effective(tenant.id()).get("export");
	}

	private static PermissionPolicy own(Tenant tenant) {
		return permissions.policies(tenant.id()).get(0);
	}

}
