package io.stratum.access;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The caller would give a scope that it lacks.
 */
public final class ScopeEscalationException extends StratumException {

	ScopeEscalationException(Scope scope) {
		super(ErrorCode.SCOPE_ESCALATION_DENIED,
				"The caller lacks the scope '" + scope.wireName() + "' and so cannot give it.",
				Map.of("scope", scope.wireName()));
	}

}
