package io.stratum.permission;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.stratum.engine.JsonData;
import io.stratum.permission.PermissionExplanation.Effect;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WalkTests {

	private static final TenantId GRANTER = TenantId.random();

	private final List<Level> way = new ArrayList<>();

	@Test
	void nothingFlowsWithoutAnOperatorsGrant() {
		way(none(), tenants(true, DelegationMode.DELEGATED), none());
		assertThat(Walk.to(this.way)).isNull();
	}

	@Test
	void tenantsPolicyIsLimitedByWhatArrives() {
		way(operators(10, DelegationMode.INHERITED), tenants(20, DelegationMode.INHERITED), none());
		assertThat(Walk.to(this.way).value()).isEqualTo(10);
	}

	@Test
	void operatorsPolicySetsTheValueAsGiven() {
		way(operators(10, DelegationMode.INHERITED), operators(20, DelegationMode.DELEGATED));
		assertThat(Walk.to(this.way).value()).isEqualTo(20);
		assertThat(Walk.to(this.way).isDelegated()).isTrue();
	}

	@Test
	void tenantCannotRaiseTheMode() {
		way(operators(10, DelegationMode.INHERITED), tenants(5, DelegationMode.DELEGATED));
		assertThat(Walk.to(this.way).mode()).isEqualTo(DelegationMode.INHERITED);
	}

	@Test
	void tenantMayLockWhatItInherits() {
		way(operators(10, DelegationMode.INHERITED), tenants(5, DelegationMode.LOCKED),
				tenants(1, DelegationMode.INHERITED));
		assertThat(Walk.to(this.way).value()).isEqualTo(5);
		assertThat(Walk.to(this.way).isLocked()).isTrue();
	}

	@Test
	void lockHidesEveryPolicyBelow() {
		way(operators(10, DelegationMode.LOCKED), operators(99, DelegationMode.DELEGATED),
				frozen(50, DelegationMode.DELEGATED));
		assertThat(Walk.to(this.way).source()).isSameAs(this.way.get(0).policy());
	}

	@Test
	void frozenPolicyCountsForItsTenantAlone() {
		way(none(), frozen(10, DelegationMode.DELEGATED));
		assertThat(Walk.to(this.way).value()).isEqualTo(10);
		way(none(), frozen(10, DelegationMode.DELEGATED), none());
		assertThat(Walk.to(this.way)).isNull();
	}

	@Test
	void archivedAncestorContributesNothing() {
		way(operators(10, DelegationMode.LOCKED), none());
		this.way.set(0, archived(this.way.get(0)));
		assertThat(Walk.to(this.way)).isNull();
		assertThat(Walk.to(this.way.subList(0, 1)).value()).isEqualTo(10);
	}

	@Test
	void randomWaysEndAsTheReferenceSays() {
		Random random = new Random(3);
		for (int round = 0; round < 20_000; round++) {
			PermissionPolicy[] policies = new PermissionPolicy[1 + random.nextInt(6)];
			for (int depth = 0; depth < policies.length; depth++) {
				policies[depth] = random(random);
			}
			way(policies);
			this.way.replaceAll((level) -> (random.nextInt(8) == 0) ? archived(level) : level);
			assertSame(Walk.to(this.way), new Reference(this.way).at(this.way.size() - 1));
		}
	}

	private static void assertSame(Flow actual, Flow expected) {
		if (expected == null) {
			assertThat(actual).isNull();
			return;
		}
		assertThat(actual.mode()).isEqualTo(expected.mode());
		assertThat(actual.source()).isSameAs(expected.source());
		assertThat(JsonData.same(actual.value(), expected.value())).isTrue();
	}

	@Test
	void policyBelowALockIsReportedAsHidden() {
		way(operators(10, DelegationMode.LOCKED), tenants(5, DelegationMode.INHERITED));
		assertThat(Walk.at(Walk.to(this.way.subList(0, 1)), this.way.get(1).policy()).effect())
			.isEqualTo(Effect.HIDDEN);
	}

	private void way(PermissionPolicy... policies) {
		this.way.clear();
		List<TenantId> ids = new ArrayList<>();
		for (PermissionPolicy policy : policies) {
			ids.add(TenantId.random());
			TenantPath path = new TenantPath(ids);
			this.way.add(new Level(path.self(), path, false, policy, null));
		}
	}

	private static Level archived(Level level) {
		return new Level(level.tenant(), level.path(), true, level.policy(), null);
	}

	private static PermissionPolicy none() {
		return null;
	}

	private static PermissionPolicy random(Random random) {
		DelegationMode mode = DelegationMode.values()[random.nextInt(3)];
		Object value = ValueOrderTests.value(random, 2);
		return switch (random.nextInt(8)) {
			case 0, 1 -> none();
			case 2, 3 -> operators(value, mode);
			case 4 -> frozen(value, mode);
			default -> tenants(value, mode);
		};
	}

	private static PermissionPolicy operators(Object value, DelegationMode mode) {
		return policy(value, mode, null, false);
	}

	private static PermissionPolicy tenants(Object value, DelegationMode mode) {
		return policy(value, mode, GRANTER, false);
	}

	private static PermissionPolicy frozen(Object value, DelegationMode mode) {
		return policy(value, mode, GRANTER, true);
	}

	private static PermissionPolicy policy(Object value, DelegationMode mode, TenantId granter, boolean frozen) {
		return new PermissionPolicy(UUID.randomUUID(), TenantId.random(), "export", value, mode, RevocationMode.CASCADE,
				granter, frozen, 1, Instant.EPOCH, Instant.EPOCH);
	}

	/**
	 * The rules one by one, asked from the leaf up, as slowly as they are written down.
	 */
	private record Reference(List<Level> way) {

		Flow at(int depth) {
			PermissionPolicy policy = this.way.get(depth).policy();
			Flow inflow = arriving(depth);
			boolean locked = inflow != null && inflow.mode() == DelegationMode.LOCKED;
			if (policy == null || locked) {
				return inflow;
			}
			boolean asGiven = policy.frozen() || policy.grantedBy() == null;
			if (asGiven) {
				return new Flow(policy, policy.value(), policy.mode());
			}
			if (inflow == null) {
				return null;
			}
			boolean raises = policy.mode() == DelegationMode.DELEGATED && inflow.mode() != DelegationMode.DELEGATED;
			return new Flow(policy, ValueOrder.limit(inflow.value(), policy.value()),
					raises ? inflow.mode() : policy.mode());
		}

		private Flow arriving(int depth) {
			if (depth == 0) {
				return null;
			}
			Level parent = this.way.get(depth - 1);
			boolean silent = parent.archived() || (parent.policy() != null && parent.policy().frozen());
			return silent ? arriving(depth - 1) : at(depth - 1);
		}

	}

}
