package io.stratum.autoconfigure.isolation;

import io.stratum.isolation.doctor.IsolationUnsafeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what would let rows of one tenant reach another, and how to mend it.
 */
final class IsolationUnsafeFailureAnalyzer extends AbstractFailureAnalyzer<IsolationUnsafeException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IsolationUnsafeException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
