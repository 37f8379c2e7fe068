package io.stratum.web;

import io.stratum.StratumException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers exceptions of Stratum with problems in every application, after its own advice.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class StratumProblemAdvice {

	@ExceptionHandler
	ResponseEntity<Object> handle(StratumException exception, HttpServletRequest request) {
		Problem problem = Problem.of(exception);
		return ResponseEntity.status(problem.status())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem.body(RequestId.of(request)));
	}

}
