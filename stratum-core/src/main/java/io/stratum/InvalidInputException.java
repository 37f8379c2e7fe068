package io.stratum;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Input that breaks rules, with one issue for each.
 */
public class InvalidInputException extends StratumException {

	private final transient List<Issue> issues;

	/**
	 * Creates an exception for several broken rules.
	 * @param issues the broken rules, at least one
	 */
	public InvalidInputException(List<Issue> issues) {
		this(ErrorCode.VALIDATION_ERROR, issues);
	}

	/**
	 * Creates an exception for several broken rules under a code of their own.
	 * @param code a code with status 400
	 * @param issues the broken rules, at least one
	 */
	public InvalidInputException(ErrorCode code, List<Issue> issues) {
		super(code, issues.stream().map(Issue::message).collect(Collectors.joining(" ")), Map.of());
		this.issues = List.copyOf(issues);
	}

	/**
	 * Creates an exception for one broken rule.
	 * @param path where the value is
	 * @param message what is wrong, a sentence
	 * @param code the broken rule in snake case
	 * @return the exception, not thrown yet
	 */
	public static InvalidInputException of(String path, String message, String code) {
		return new InvalidInputException(List.of(new Issue(path, message, code)));
	}

	/**
	 * Returns the broken rules.
	 * @return at least one issue
	 */
	public List<Issue> issues() {
		return this.issues;
	}

}
