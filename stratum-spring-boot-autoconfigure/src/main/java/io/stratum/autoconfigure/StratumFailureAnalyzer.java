package io.stratum.autoconfigure;

import io.stratum.StratumStartupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what is wrong and the ways out, instead of a stack trace.
 */
final class StratumFailureAnalyzer extends AbstractFailureAnalyzer<StratumStartupException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StratumStartupException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
