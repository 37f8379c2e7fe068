package io.stratum.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.StratumException;

/**
 * An error as it is told to a client: a problem detail (RFC 9457) that also carries the
 * {@code error} member which clients of the Node edition read.
 *
 * @param code stable code, in upper case with underscores
 * @param status HTTP status
 * @param title what the code means, the same for each occurrence
 * @param message what happened, fit to show to a user
 * @param details facts for machines, by name in snake case
 * @param issues broken rules of the input
 */
public record Problem(String code, int status, String title, String message, Map<String, Object> details,
		List<Issue> issues) {

	/** Media type of a problem. */
	public static final String MEDIA_TYPE = "application/problem+json";

	/**
	 * Tells what an exception tells.
	 * @param exception the exception
	 * @return the problem
	 */
	public static Problem of(StratumException exception) {
		List<Issue> issues = (exception instanceof InvalidInputException invalid) ? invalid.issues() : List.of();
		String message = Objects.requireNonNullElse(exception.getMessage(), exception.code().title());
		return of(exception.code(), message, issues, exception.details());
	}

	/**
	 * Tells a code of Stratum with a message of its own.
	 * @param code the code
	 * @param message what happened
	 * @return the problem
	 */
	public static Problem of(ErrorCode code, String message) {
		return of(code, message, List.of(), Map.of());
	}

	/**
	 * Tells that an input breaks rules.
	 * @param status HTTP status, 400 in most cases
	 * @param issues the broken rules, at least one
	 * @return the problem
	 */
	public static Problem invalid(int status, List<Issue> issues) {
		StratumException exception = new InvalidInputException(issues);
		Problem problem = of(exception);
		return new Problem(problem.code, status, problem.title, problem.message, problem.details, issues);
	}

	private static Problem of(ErrorCode code, String message, List<Issue> issues, Map<String, Object> details) {
		return new Problem(code.name(), code.status(), code.title(), message, details, issues);
	}

	/**
	 * Returns the body of the answer.
	 * @param requestId id of the request
	 * @return its members in order
	 */
	public Map<String, Object> body(String requestId) {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("code", this.code);
		error.put("message", this.message);
		error.put("details", this.details);
		error.put("issues", this.issues);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", "urn:stratum:problem:" + this.code);
		body.put("title", this.title);
		body.put("status", this.status);
		body.put("detail", this.message);
		body.put("instance", "urn:uuid:" + requestId);
		body.put("request_id", requestId);
		body.put("error", error);
		return body;
	}

}
