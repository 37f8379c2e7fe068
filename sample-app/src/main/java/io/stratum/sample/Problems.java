package io.stratum.sample;

import java.util.List;
import java.util.Map;

import io.stratum.sample.order.OrderLimitExceededException;
import io.stratum.sample.order.OrderNotFoundException;
import io.stratum.sample.order.OrderNotPlacedException;
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
	ResponseEntity<Object> handle(OrderNotPlacedException exception, HttpServletRequest request) {
		return answer(new Problem("ORDER_NOT_PLACED", 409, "Order is not open", "The order was approved before.",
				Map.of(), List.of()), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(OrderLimitExceededException exception, HttpServletRequest request) {
		return answer(new Problem("ORDER_LIMIT_EXCEEDED", 422, "Order exceeds the limit",
				String.valueOf(exception.getMessage()), exception.details(), List.of()), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> handle(OrderNotFoundException exception, HttpServletRequest request) {
		return answer(new Problem("ORDER_NOT_FOUND", 404, "Order is not found", "There is no such order.", Map.of(),
				List.of()), request);
	}

}
