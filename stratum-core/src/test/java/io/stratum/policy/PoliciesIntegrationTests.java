package io.stratum.policy;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.engine.RightsFixture;
import io.stratum.engine.RightsFixture.Family;
import io.stratum.policy.Decision.Reason;
import io.stratum.policy.PolicyExplanation.ConditionOutcome;
import io.stratum.policy.PolicyExplanation.Considered;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static io.stratum.engine.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

class PoliciesIntegrationTests {

	private static final NewPolicy ALLOW = NewPolicy.allow("rule", "order", "approve");

	private static final NewPolicy DENY = NewPolicy.deny("rule", "order", "approve");

	private static final NewPolicy LARGE = NewPolicy.deny("large orders", "order", "approve")
		.when(Condition.of("resource.total", Operator.GT, 500));

	private static RightsFixture fixture;

	private static Policies policies;

	private Family cast;

	@BeforeAll
	static void start() {
		fixture = new RightsFixture();
		policies = new Policies(fixture.database, fixture.engine.feed, fixture.journal, fixture.context,
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
	void withoutPoliciesNothingIsAllowed() {
		assertThat(approve(this.cast.acme(), 1)).isEqualTo(Decision.DEFAULT);
	}

	@Test
	void childIsJudgedByThePoliciesOfItsAncestors() {
		policies.create(this.cast.acme().id(), ALLOW);
		Policy deny = policies.create(this.cast.acme().id(), LARGE);
		assertThat(approve(this.cast.sales(), 500).allowed()).isTrue();
		assertThat(approve(this.cast.sales(), 501).matchedPolicy()).isEqualTo(deny);
		assertThat(approve(this.cast.globex(), 500).allowed()).isFalse();
		assertThat(policies.own(this.cast.sales().id())).isEmpty();
		assertThat(policies.effective(this.cast.sales().id())).hasSize(2)
			.allSatisfy((policy) -> assertThat(policy.tenantId()).isEqualTo(this.cast.acme().id()));
	}

	@Test
	void policiesOfOneCompositeAllCount() {
		Policy deny = policies.create(this.cast.acme().id(), DENY.ranked(0));
		Policy allow = policies.create(this.cast.acme().id(), ALLOW.ranked(100));
		assertThat(approve(this.cast.acme(), 1).reason()).isEqualTo(Reason.EXPLICIT_DENY);
		assertThat(policies.own(this.cast.acme().id())).containsExactly(allow, deny);
	}

	@Test
	void policyIsStoredAsItWasWritten() {
		NewPolicy description = ALLOW.ranked(-7)
			.inMode(PolicyMode.DELEGATED)
			.when(Condition.of("subject.level", Operator.IN, List.of(1, 2.5, "x", true)),
					Condition.of("subject.team", Operator.NEQ, "red").noMatchIfMissing());
		Policy policy = policies.create(this.cast.acme().id(), description);
		assertThat(policies.policy(this.cast.acme().id(), policy.id())).isEqualTo(policy);
		assertThat(policy.conditions()).extracting(Condition::onMissing)
			.containsExactly(OnMissing.UNDECIDED, OnMissing.NO_MATCH);
		assertThat(policies.update(this.cast.acme().id(), policy.id(),
				PolicyChange.none().when(description.conditions().toArray(Condition[]::new))))
			.isEqualTo(policy);
	}

	@Test
	void lockedCompositeCannotBeWrittenBelow() {
		Policy old = policies.create(this.cast.emea().id(), ALLOW);
		policies.create(this.cast.acme().id(), ALLOW.inMode(PolicyMode.LOCKED));
		assertThat(refused(ErrorCode.ABAC_POLICY_LOCKED, () -> policies.create(this.cast.sales().id(), DENY)).details())
			.containsEntry("source_tenant_id", this.cast.acme().id().toString());
		refused(ErrorCode.ABAC_POLICY_LOCKED,
				() -> policies.update(this.cast.emea().id(), old.id(), PolicyChange.none().to(Effect.DENY)));
		assertThat(policies.create(this.cast.acme().id(), DENY.inMode(PolicyMode.LOCKED))).isNotNull();
		assertThat(policies.create(this.cast.sales().id(), LARGE)).isNotNull();
		policies.delete(this.cast.emea().id(), old.id());
		fixture.setStatus(this.cast.acme(), "archived");
		assertThat(policies.create(this.cast.sales().id(), ALLOW)).isNotNull();
	}

	@Test
	void changedConditionsDecideTheNextRequest() {
		Policy allow = policies.create(this.cast.acme().id(), ALLOW);
		Policy deny = policies.create(this.cast.acme().id(), LARGE);
		assertThat(approve(this.cast.sales(), 300).allowed()).isTrue();
		Policy stricter = policies.update(this.cast.acme().id(), deny.id(),
				PolicyChange.none().when(Condition.of("resource.total", Operator.GT, 200)));
		assertThat(approve(this.cast.sales(), 300).matchedPolicy()).isEqualTo(stricter);
		PolicyExplanation explanation = policies.explain(this.cast.sales().id(), request(300));
		assertThat(explanation.decision()).isEqualTo(approve(this.cast.sales(), 300));
		assertThat(explanation.considered()).extracting(Considered::policy).containsExactlyInAnyOrder(allow, stricter);
		assertThat(explanation.considered()).flatExtracting(Considered::conditions)
			.extracting((outcome) -> ((ConditionOutcome) outcome).outcome())
			.containsExactly(Outcome.TRUE);
	}

	@Test
	void deletionTakesTheSameCompositeBelowAndNoOther() {
		Policy x = policies.create(this.cast.acme().id(), ALLOW);
		policies.create(this.cast.emea().id(), DENY);
		Policy above = policies.create(this.cast.acme().id(), LARGE);
		Policy below = policies.create(this.cast.emea().id(), LARGE);
		Policy sibling = policies.create(this.cast.acme().id(), DENY);
		Policy foreign = policies.create(this.cast.globex().id(), ALLOW);
		policies.delete(this.cast.acme().id(), x.id());
		assertThat(policies.own(this.cast.acme().id())).containsExactlyInAnyOrder(above, sibling);
		assertThat(policies.own(this.cast.emea().id())).containsExactly(below);
		assertThat(policies.own(this.cast.globex().id())).containsExactly(foreign);
		assertThat(fixture.events(this.cast.emea().id())).endsWith("policy.deleted");
		assertThat((String) fixture.audit(this.cast.acme().id(), "policy.deleted").get(0).get("metadata"))
			.contains("\"count\": 2");
	}

	@Test
	void tenantCannotDeleteAnOperatorsPolicyByDeletingItsOwn() {
		Policy operators = policies.create(this.cast.emea().id(), DENY);
		Policy own = fixture.as(this.cast.acme(), () -> policies.create(this.cast.acme().id(), ALLOW));
		fixture.as(this.cast.sales(), () -> policies.create(this.cast.sales().id(), ALLOW));
		fixture.runAs(this.cast.acme(), () -> policies.delete(this.cast.acme().id(), own.id()));
		assertThat(policies.own(this.cast.emea().id())).containsExactly(operators);
		assertThat(policies.own(this.cast.sales().id())).isEmpty();
	}

	@Test
	void onlyTheWriterAndThoseAboveMayChangeAPolicy() {
		Policy operators = policies.create(this.cast.emea().id(), DENY);
		Policy fromAcme = fixture.as(this.cast.acme(), () -> policies.create(this.cast.emea().id(), LARGE));
		for (Policy policy : List.of(operators, fromAcme)) {
			refused(ErrorCode.FORBIDDEN,
					() -> fixture.runAs(this.cast.emea(), () -> policies.delete(this.cast.emea().id(), policy.id())));
			refused(ErrorCode.FORBIDDEN, () -> fixture.runAs(this.cast.emea(),
					() -> policies.update(this.cast.emea().id(), policy.id(), PolicyChange.none().ranked(5))));
		}
		Policy fromEmea = fixture.as(this.cast.emea(), () -> policies.create(this.cast.emea().id(), ALLOW));
		assertThat(fixture.as(this.cast.acme(),
				() -> policies.update(this.cast.emea().id(), fromEmea.id(), PolicyChange.none().ranked(5))))
			.satisfies((changed) -> assertThat(changed.writtenBy()).isEqualTo(this.cast.acme().id()))
			.satisfies((changed) -> assertThat(changed.version()).isEqualTo(2));
	}

	@Test
	void tenantOutOfReachIsRefusedWhetherItExistsOrNot() {
		for (TenantId foreign : List.of(this.cast.globex().id(), TenantId.random())) {
			refused(ErrorCode.FORBIDDEN, () -> fixture.as(this.cast.acme(), () -> policies.create(foreign, ALLOW)));
			refused(ErrorCode.FORBIDDEN,
					() -> fixture.as(this.cast.acme(), () -> policies.evaluate(foreign, request(1))));
			refused(ErrorCode.FORBIDDEN, () -> fixture.as(this.cast.acme(), () -> policies.own(foreign)));
		}
		refused(ErrorCode.TENANT_NOT_FOUND, () -> policies.effective(TenantId.random()));
	}

	@Test
	void unknownPolicyIsNotFound() {
		Policy policy = policies.create(this.cast.acme().id(), ALLOW);
		refused(ErrorCode.ABAC_POLICY_NOT_FOUND, () -> policies.policy(this.cast.emea().id(), policy.id()));
		refused(ErrorCode.ABAC_POLICY_NOT_FOUND, () -> policies.delete(this.cast.emea().id(), policy.id()));
		refused(ErrorCode.ABAC_POLICY_NOT_FOUND,
				() -> policies.update(this.cast.acme().id(), UUID.randomUUID(), PolicyChange.none()));
	}

	@Test
	void staleVersionChangesNothing() {
		Policy policy = policies.create(this.cast.acme().id(), ALLOW);
		policies.update(this.cast.acme().id(), policy.id(), PolicyChange.none().ranked(1).ifVersion(1));
		refused(ErrorCode.PRECONDITION_FAILED, () -> policies.update(this.cast.acme().id(), policy.id(),
				PolicyChange.none().to(Effect.DENY).ifVersion(1)));
		refused(ErrorCode.PRECONDITION_FAILED, () -> policies.delete(this.cast.acme().id(), policy.id(), 1L));
		assertThat(approve(this.cast.acme(), 1).allowed()).isTrue();
	}

	@Test
	void everyChangeIsAuditedOnceWithBeforeAndAfter() {
		TenantId acme = this.cast.acme().id();
		Policy policy = policies.create(acme, ALLOW.ranked(1));
		policies.update(acme, policy.id(), PolicyChange.none().ranked(2));
		policies.update(acme, policy.id(), PolicyChange.none().ranked(2));
		policies.delete(acme, policy.id());
		assertThat(fixture.audit(acme, "policy.created")).hasSize(1);
		assertThat(fixture.audit(acme, "policy.updated")).singleElement().satisfies((entry) -> {
			assertThat((String) entry.get("before")).contains("\"priority\": 1");
			assertThat((String) entry.get("after")).contains("\"priority\": 2");
		});
		assertThat(fixture.audit(acme, "policy.deleted")).singleElement()
			.satisfies((entry) -> assertThat(entry.get("after")).isNull());
		assertThat(fixture.events(acme)).containsSubsequence("policy.created", "policy.updated", "policy.deleted");
	}

	@Test
	void boundTenantIsJudgedWithoutSql() {
		policies.create(this.cast.acme().id(), ALLOW);
		assertThat(policies.evaluate(request(1))).isEqualTo(Decision.DEFAULT);
		try (TenantContext.Scope scope = fixture.context.bind(this.cast.sales())) {
			assertThat(fixture.statements.statementsOf(() -> policies.evaluate(request(1)))).isEqualTo(1);
			assertThat(fixture.statements
				.statementsOfWarm(() -> assertThat(policies.evaluate(request(1)).allowed()).isTrue())).isZero();
		}
		assertThat(fixture.statements.statementsOfWarm(() -> policies.explain(this.cast.sales().id(), request(1))))
			.isZero();
	}

	@Test
	void archivedAncestorContributesNothing() {
		policies.create(this.cast.acme().id(), ALLOW);
		assertThat(approve(this.cast.sales(), 1).allowed()).isTrue();
		fixture.setStatus(this.cast.acme(), "archived");
		assertThat(approve(this.cast.sales(), 1)).isEqualTo(Decision.DEFAULT);
		assertThat(approve(this.cast.acme(), 1).allowed()).isTrue();
	}

	@RepeatedTest(15)
	void lockAndPolicyBelowAreDecidedOneAfterTheOther() throws Exception {
		List<Object> answers = RightsFixture.race(
				() -> policies.create(this.cast.acme().id(), ALLOW.inMode(PolicyMode.LOCKED)),
				() -> policies.create(this.cast.sales().id(), DENY));
		assertThat(answers.get(0)).isInstanceOf(Policy.class);
		boolean isOlder = policies.own(this.cast.sales().id())
			.stream()
			.allMatch((policy) -> !policy.createdAt().isAfter(((Policy) answers.get(0)).createdAt()));
		assertThat(isOlder).isTrue();
	}

	@RepeatedTest(15)
	void deletionLeavesOnlyPoliciesThatCameAfterIt() throws Exception {
		Policy top = policies.create(this.cast.acme().id(), ALLOW);
		List<Object> answers = RightsFixture.race(() -> {
			policies.delete(this.cast.acme().id(), top.id());
			return "deleted";
		}, () -> {
			policies.delete(this.cast.acme().id(), top.id());
			return "deleted";
		}, () -> policies.create(this.cast.sales().id(), DENY));
		assertThat(answers.subList(0, 2)).containsOnlyOnce(ErrorCode.ABAC_POLICY_NOT_FOUND);
		assertThat(fixture.audit(this.cast.acme().id(), "policy.deleted")).hasSize(1);
		long deleted = fixture.events(this.cast.sales().id()).stream().filter("policy.deleted"::equals).count();
		assertThat(policies.own(this.cast.sales().id())).hasSize((deleted == 1) ? 0 : 1);
	}

	private static Decision approve(Tenant tenant, int total) {
		return policies.evaluate(tenant.id(), request(total));
	}

	private static AccessRequest request(int total) {
		return AccessRequest.of(Map.of("role", "admin"), "approve", Map.of("type", "order", "total", total));
	}

}
