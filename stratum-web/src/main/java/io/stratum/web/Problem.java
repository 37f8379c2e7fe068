package io.stratum.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.StratumException;

/**
 * An error as it is told to a client: a problem detail (RFC 9457) that also carries the
 * {@code error} member which clients of the Node edition read.
 *
 * @param code the stable code
 * @param message what happened, fit to show to a user
 * @param details facts for machines
 * @param issues broken rules of the input
 */
public record Problem(ErrorCode code, String message, Map<String, Object> details, List<Issue> issues) {

	/** Media type of a problem. */
	public static final String MEDIA_TYPE = "application/problem+json";

	private static final String INTERNAL = "Something went wrong on the server.";

	/**
	 * Tells what an exception tells.
	 * @param exception the exception
	 * @return the problem; a fault of the server tells nothing but its code
	 */
	public static Problem of(StratumException exception) {
		List<Issue> issues = (exception instanceof InvalidInputException invalid) ? invalid.issues() : List.of();
		return new Problem(exception.code(), exception.getMessage(), exception.details(), issues);
	}

	/**
	 * Tells that something went wrong, without a detail.
	 * @return the problem
	 */
	public static Problem internal() {
		return new Problem(ErrorCode.INTERNAL_SERVER_ERROR, INTERNAL, Map.of(), List.of());
	}

	/**
	 * Returns the body of the answer.
	 * @param requestId id of the request
	 * @return its members in order
	 */
	public Map<String, Object> body(String requestId) {
		Map<String, Object> error = new LinkedHashMap<>();
		error.put("code", this.code.name());
		error.put("message", this.message);
		error.put("details", this.details);
		error.put("issues", this.issues);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", "urn:stratum:problem:" + this.code.name());
		body.put("title", this.code.title());
		body.put("status", this.code.status());
		body.put("detail", this.message);
		body.put("instance", "urn:uuid:" + requestId);
		body.put("request_id", requestId);
		body.put("error", error);
		return body;
	}

}
