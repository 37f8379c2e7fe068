package io.stratum.autoconfigure;

import io.stratum.StratumException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what an exception of the engine says, which also tells what to do; it is asked
 * after the analyzers that know more.
 */
final class EngineFailureAnalyzer extends AbstractFailureAnalyzer<StratumException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StratumException cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
