package io.stratum.sample;

import java.util.List;
import java.util.Map;

import io.stratum.sample.order.OrderNotFoundException;
import io.stratum.web.Problem;
import io.stratum.web.ProblemHandling;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what goes wrong with problem details.
 */
@RestControllerAdvice
class Problems extends ProblemHandling {

	@ExceptionHandler
	ResponseEntity<Object> handle(OrderNotFoundException exception, HttpServletRequest request) {
		return answer(new Problem("ORDER_NOT_FOUND", 404, "Order is not found", "There is no such order.", Map.of(),
				List.of()), request);
	}

}
