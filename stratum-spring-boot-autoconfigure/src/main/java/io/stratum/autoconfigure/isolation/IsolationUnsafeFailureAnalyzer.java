package io.stratum.autoconfigure.isolation;

import java.util.Set;

import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows what would let rows of one tenant reach another, and how to mend it.
 */
final class IsolationUnsafeFailureAnalyzer extends AbstractFailureAnalyzer<IsolationUnsafeException> {

	private static final Set<String> POLICIES = Set.of("D04", "D05", "D07", "D30");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, IsolationUnsafeException cause) {
		return new FailureAnalysis(cause.description(), cause.action() + ways(cause), cause);
	}

	/**
	 * Says how policies reach the database, where one of them is missing or stale.
	 */
	private static String ways(IsolationUnsafeException cause) {
		boolean policies = cause.findings().stream().map(DoctorFinding::id).anyMatch(POLICIES::contains);
		return policies ? System.lineSeparator()
				+ "Or have it done: 'stratum.isolation.rls.apply=startup' applies policies and triggers at each start, and the "
				+ "generated script goes into a migration of your own (docs/row-level-security.md)." : "";
	}

}
