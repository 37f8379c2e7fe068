package io.stratum.permission;

import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.engine.RightsFixture;
import io.stratum.engine.RightsFixture.Family;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PermissionRacesIntegrationTests {

	private static final PermissionGrant EXPORT = PermissionGrant.of("export").inMode(DelegationMode.DELEGATED);

	private static RightsFixture fixture;

	private static Permissions permissions;

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

	@RepeatedTest(15)
	void oneOfTwoGrantsOfAKeyWins() throws Exception {
		Family cast = fixture.family();
		List<Object> answers = RightsFixture.race(() -> permissions.grant(cast.acme().id(), EXPORT.worth(1)),
				() -> permissions.grant(cast.acme().id(), EXPORT.worth(2)));
		assertThat(answers).containsOnlyOnce(ErrorCode.PERMISSION_ALREADY_EXISTS);
		assertThat(permissions.policies(cast.acme().id())).hasSize(1);
		assertThat(fixture.audit(cast.acme().id(), "permission.created")).hasSize(1);
	}

	@RepeatedTest(15)
	void cascadeLeavesNoPolicyGrantedMeanwhile() throws Exception {
		Family cast = fixture.family();
		PermissionPolicy share = permissions.grant(cast.acme().id(), EXPORT);
		List<Object> answers = RightsFixture.race(() -> {
			permissions.revoke(cast.acme().id(), share.id());
			return "revoked";
		}, () -> fixture.as(cast.acme(), () -> permissions.grant(cast.emea().id(), EXPORT)),
				() -> fixture.as(cast.acme(), () -> permissions.grant(cast.sales().id(), EXPORT)));
		assertThat(answers).contains("revoked");
		assertThat(permissions.policies(cast.emea().id())).isEmpty();
		assertThat(permissions.policies(cast.sales().id())).isEmpty();
		assertThat(answers).allMatch((answer) -> !(answer instanceof ErrorCode code)
				|| code == ErrorCode.PERMISSION_NOT_DELEGABLE || code == ErrorCode.PERMISSION_NOT_HELD);
	}

	@RepeatedTest(15)
	void grantBelowIsDecidedBeforeOrAfterTheShareShrinks() throws Exception {
		Family cast = fixture.family();
		PermissionPolicy share = permissions.grant(cast.acme().id(), EXPORT.worth(10));
		List<Object> answers = RightsFixture.race(
				() -> permissions.update(cast.acme().id(), share.id(), PermissionChange.none().worth(5)),
				() -> fixture.as(cast.acme(), () -> permissions.grant(cast.emea().id(), EXPORT.worth(8))));
		boolean refused = answers.get(1) == ErrorCode.PERMISSION_NOT_HELD;
		assertThat(permissions.policies(cast.emea().id())).hasSize(refused ? 0 : 1);
		assertThat(permissions.effective(cast.sales().id()).get("export").value()).isEqualTo(5);
		assertThat(orderOfAudit(cast, refused)).isTrue();
	}

	@Test
	void changesOfOtherTreesDoNotWait() {
		Family cast = fixture.family();
		fixture.database.run(() -> {
			permissions.grant(cast.acme().id(), EXPORT);
			assertThat(RightsFixture.raceUnchecked(() -> permissions.grant(cast.globex().id(), EXPORT)))
				.hasOnlyElementsOfType(PermissionPolicy.class);
		});
	}

	/**
	 * A grant that came through is older than the change that shrank the share.
	 */
	private static boolean orderOfAudit(Family cast, boolean refused) {
		return refused || fixture.database.jdbc().sql("""
				select (select created_at from stratum.permission_policy where tenant_id = ?)
					<= (select updated_at from stratum.permission_policy where tenant_id = ?)
				""").params(cast.emea().id().value(), cast.acme().id().value()).query(Boolean.class).single();
	}

}
