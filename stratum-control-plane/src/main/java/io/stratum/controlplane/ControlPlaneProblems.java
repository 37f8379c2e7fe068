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
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
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
		return ResponseEntity.status(answer.getStatusCode())
			.headers(answer.getHeaders())
			.headers(headers(exception.code()))
			.body(answer.getBody());
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
			.headers(headers(exception.code()))
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(body);
	}

	/**
	 * Answers that the database cannot be reached.
	 */
	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<Object> handleAbsence(RuntimeException exception, HttpServletRequest request) throws Exception {
		if (!DatabaseAbsence.isCauseOf(exception)) {
			return super.handleAnyException(exception, request);
		}
		this.logger.warn("The engine's database cannot be reached", exception);
		return super.handleStratumException(DatabaseAbsence.refusal(), request);
	}

	private static String route(HttpServletRequest request) {
		return request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
	}

	private static HttpHeaders headers(ErrorCode code) {
		HttpHeaders headers = new HttpHeaders();
		if (code == ErrorCode.UNAUTHORIZED) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "ApiKey, Bearer");
		}
		if (code == ErrorCode.CONCURRENT_CHANGE || code.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			headers.set(HttpHeaders.RETRY_AFTER, "1");
		}
		return headers;
	}

}
