package io.stratum.policy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.stratum.policy.PolicyExplanation.Considered;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests by the policies of one tenant and its ancestors.
 *
 * <p>
 * It is pure: it knows its policies, and answers from them alone. What it is asked about
 * is looked up by type and action, so policies about other things cost nothing.
 *
 * <p>
 * <b>Guarantees.</b> Any denial that applies wins, whatever its priority. An attribute
 * that is missing or of an unusable type never lets an allow apply, and never keeps a
 * denial from applying. Without an allow that applies the answer is no.
 */
public final class PolicyEngine {

	private static final PolicyEngine EMPTY = new PolicyEngine(List.of());

	private final PolicyIndex counting;

	private final PolicyIndex setAside;

	private final List<Policy> effective;

	private PolicyEngine(List<List<Policy>> levels) {
		Inheritance inheritance = Inheritance.of(levels);
		this.counting = new PolicyIndex(inheritance.counting());
		this.setAside = new PolicyIndex(inheritance.setAside());
		this.effective = inheritance.counting().stream().sorted(Placed.REPORTING_ORDER).map(Placed::policy).toList();
	}

	/**
	 * Makes policies ready for decisions.
	 * @param levels the policies of each tenant on the way from the root down to the
	 * tenant that is judged; those of archived ancestors are left out
	 * @return the engine of that tenant
	 */
	public static PolicyEngine of(List<List<Policy>> levels) {
		return new PolicyEngine(levels);
	}

	/**
	 * Returns an engine without policies, which denies everything.
	 * @return the engine
	 */
	public static PolicyEngine empty() {
		return EMPTY;
	}

	/**
	 * Returns the policies that count, the one to report first.
	 * @return policies of the tenant and its ancestors
	 */
	public List<Policy> effective() {
		return this.effective;
	}

	/**
	 * Decides a request.
	 * @param request who wants to do what to which resource
	 * @param clock what the time is, asked if a condition needs it
	 * @return the decision
	 */
	public Decision decide(AccessRequest request, InstantSource clock) {
		RequestAttributes attributes = new RequestAttributes(request, clock);
		String type = request.resourceType();
		String action = request.action();
		Verdict verdict = new Verdict(attributes);
		verdict.hear(this.counting.about(type, action));
		verdict.hear(this.counting.about(type, Policy.ANY));
		verdict.hear(this.counting.about(Policy.ANY, action));
		verdict.hear(this.counting.about(Policy.ANY, Policy.ANY));
		return verdict.decision();
	}

	/**
	 * Decides a request and tells what each policy had to say.
	 * @param request who wants to do what to which resource
	 * @param clock what the time is
	 * @return the decision of {@link #decide}, with all policies about that type and
	 * action
	 */
	public PolicyExplanation explain(AccessRequest request, InstantSource clock) {
		InstantSource stopped = InstantSource.fixed(clock.instant());
		RequestAttributes attributes = new RequestAttributes(request, stopped);
		List<CompiledPolicy> policies = new ArrayList<>();
		this.counting.matching(request.resourceType(), request.action(), policies::add);
		policies.sort(Comparator.comparingInt((policy) -> policy.rank));
		this.setAside.matching(request.resourceType(), request.action(), policies::add);
		List<Considered> considered = policies.stream().map((policy) -> policy.explain(attributes)).toList();
		return new PolicyExplanation(decide(request, stopped), considered);
	}

	/**
	 * What has been heard so far, of which the first in the order of reporting is kept.
	 */
	private static final class Verdict {

		private final RequestAttributes attributes;

		private @Nullable CompiledPolicy denial;

		private @Nullable CompiledPolicy allowance;

		private boolean indeterminate;

		private Verdict(RequestAttributes attributes) {
			this.attributes = attributes;
		}

		private void hear(CompiledPolicy[] policies) {
			for (CompiledPolicy policy : policies) {
				if (policy.denies) {
					hearDenial(policy);
				}
				else if (this.denial == null) {
					hearAllowance(policy);
				}
			}
		}

		private void hearDenial(CompiledPolicy policy) {
			if (this.denial == null || policy.rank < this.denial.rank) {
				Outcome outcome = policy.outcome(this.attributes);
				if (outcome != Outcome.FALSE) {
					this.denial = policy;
					this.indeterminate = outcome == Outcome.UNDECIDED;
				}
			}
		}

		private void hearAllowance(CompiledPolicy policy) {
			if ((this.allowance == null || policy.rank < this.allowance.rank)
					&& policy.outcome(this.attributes) == Outcome.TRUE) {
				this.allowance = policy;
			}
		}

		private Decision decision() {
			if (this.denial != null) {
				return this.indeterminate ? this.denial.indeterminate : this.denial.explicit;
			}
			return (this.allowance != null) ? this.allowance.explicit : Decision.DEFAULT;
		}

	}

}
