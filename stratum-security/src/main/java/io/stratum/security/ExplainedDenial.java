package io.stratum.security;

import io.stratum.StratumException;
import org.springframework.security.authorization.AuthorizationDecision;

/**
 * A refusal that knows what to tell the caller.
 */
final class ExplainedDenial extends AuthorizationDecision {

	private final transient StratumException explanation;

	ExplainedDenial(StratumException explanation) {
		super(false);
		this.explanation = explanation;
	}

	StratumException explanation() {
		return this.explanation;
	}

}
