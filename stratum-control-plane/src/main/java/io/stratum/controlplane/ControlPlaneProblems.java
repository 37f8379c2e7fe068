package io.stratum.controlplane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.audit.AccessDenials;
import io.stratum.tenant.TenantBatchException;
import io.stratum.tenant.TenantContext;
import io.stratum.web.Problem;
import io.stratum.web.ProblemHandling;
import io.stratum.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers what goes wrong in the handlers of this API, before any advice of the
 * application.
 */
@RestControllerAdvice(basePackageClasses = ControlPlaneProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ControlPlaneProblems extends ProblemHandling {

	private final AccessDenials denials;

	private final TenantContext context;

	ControlPlaneProblems(AccessDenials denials, TenantContext context) {
		this.denials = denials;
		this.context = context;
	}

	@Override
	protected ResponseEntity<Object> handleStratumException(StratumException exception, HttpServletRequest request) {
		if (exception.code() == ErrorCode.FORBIDDEN) {
			this.denials.denied(this.context.caller(), route(request), exception.code().name());
		}
		ResponseEntity<Object> answer = super.handleStratumException(exception, request);
		return switch (exception.code()) {
			case UNAUTHORIZED -> with(answer, HttpHeaders.WWW_AUTHENTICATE, "ApiKey, Bearer");
			case CONCURRENT_CHANGE -> with(answer, HttpHeaders.RETRY_AFTER, "1");
			default -> answer;
		};
	}

	@ExceptionHandler
	ResponseEntity<Object> handleBatch(TenantBatchException exception, HttpServletRequest request) {
		Map<String, Object> body = Problem.of(exception).body(RequestId.of(request));
		Map<String, Object> failure = new LinkedHashMap<>();
		failure.put("index", exception.index());
		failure.put("slug", exception.slug());
		failure.put("error", Problem.of(exception.failure()).body(RequestId.of(request)).get("error"));
		body.put("created", List.of());
		body.put("errors", List.of(failure));
		return ResponseEntity.status(exception.code().status())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(body);
	}

	/**
	 * Answers that the database cannot be reached, which is no fault of this program.
	 */
	@ExceptionHandler({ CannotGetJdbcConnectionException.class, CannotCreateTransactionException.class,
			DataAccessResourceFailureException.class })
	ResponseEntity<Object> handleAbsence(RuntimeException exception, HttpServletRequest request) {
		this.logger.warn("The engine's database cannot be reached", exception);
		return super.handleStratumException(new StratumException(ErrorCode.SERVICE_UNAVAILABLE,
				"The database cannot be reached now. Try again later.", Map.of("reason", "database")), request);
	}

	private static String route(HttpServletRequest request) {
		return request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
	}

	private static ResponseEntity<Object> with(ResponseEntity<Object> answer, String header, String value) {
		return ResponseEntity.status(answer.getStatusCode())
			.headers(answer.getHeaders())
			.header(header, value)
			.body(answer.getBody());
	}

}
