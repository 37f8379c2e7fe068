package io.stratum.web;

import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.Issue;
import io.stratum.StratumException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers whatever goes wrong in a handler with a {@link Problem}.
 *
 * <p>
 * An application that wants this for its own handlers declares a
 * {@code @RestControllerAdvice} that extends this class, and adds handlers for exceptions
 * of its own.
 */
public abstract class ProblemHandling extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemHandling.class);

	/**
	 * Answers with what an exception of Stratum tells.
	 * @param exception the exception
	 * @param request the request
	 * @return the answer
	 */
	@ExceptionHandler
	protected ResponseEntity<Object> handleStratumException(StratumException exception, HttpServletRequest request) {
		return answer(Problem.of(exception), new HttpHeaders(), request);
	}

	/**
	 * Answers with a fixed text to what nobody foresaw, and logs it.
	 * @param exception the exception
	 * @param request the request
	 * @return the answer
	 * @throws Exception what Spring Security has to handle itself
	 */
	@ExceptionHandler
	protected ResponseEntity<Object> handleAnyException(Exception exception, HttpServletRequest request)
			throws Exception {
		if (exception.getClass().getName().startsWith("org.springframework.security.")) {
			throw exception;
		}
		log.error("Request {} failed", RequestId.of(request), exception);
		return answer(Problem.of(ErrorCode.INTERNAL_SERVER_ERROR, "Something went wrong on the server."),
				new HttpHeaders(), request);
	}

	/**
	 * Answers with a problem.
	 * @param problem the problem
	 * @param request the request
	 * @return the answer
	 */
	protected final ResponseEntity<Object> answer(Problem problem, HttpServletRequest request) {
		return answer(problem, new HttpHeaders(), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
		return answer(problemOf(exception, status), headers, servletRequest);
	}

	private static Problem problemOf(Exception exception, HttpStatusCode status) {
		return switch (status.value()) {
			case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
			case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "The path does not take this method.");
			case 406 -> Problem.of(ErrorCode.NOT_ACCEPTABLE, "None of the accepted media types can be produced.");
			case 413 -> Problem.invalid(413, List.of(new Issue("body", "The body is too large.", "size")));
			case 415 ->
				Problem.invalid(415, List.of(new Issue("body", "The body is not of a known media type.", "type")));
			default -> status.is4xxClientError() ? Problem.invalid(400, BindingIssues.of(exception))
					: Problem.of(ErrorCode.INTERNAL_SERVER_ERROR, "Something went wrong on the server.");
		};
	}

	private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers, HttpServletRequest request) {
		HttpHeaders all = new HttpHeaders();
		all.putAll(headers);
		all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (problem.status() == 503) {
			all.set(HttpHeaders.RETRY_AFTER, "1");
		}
		return ResponseEntity.status(problem.status()).headers(all).body(problem.body(RequestId.of(request)));
	}

}
