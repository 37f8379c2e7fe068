package io.stratum.web;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.stratum.Issue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/**
 * Turns what Spring MVC found wrong with a request into issues, in the words of the wire.
 */
final class BindingIssues {

	private BindingIssues() {
	}

	static List<Issue> of(Exception exception) {
		if (exception instanceof BindingResult result) {
			return result.getAllErrors().stream().map(BindingIssues::issue).toList();
		}
		if (exception instanceof HandlerMethodValidationException invalid) {
			return invalid.getParameterValidationResults().stream().flatMap(BindingIssues::issues).toList();
		}
		if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
			return List.of(new Issue(wire(mismatch.getName()),
					"The value of '" + wire(mismatch.getName()) + "' is not of the expected type.", "type"));
		}
		if (exception instanceof MissingServletRequestParameterException missing) {
			return List.of(new Issue(wire(missing.getParameterName()),
					"The parameter '" + wire(missing.getParameterName()) + "' is missing.", "required"));
		}
		return List.of((exception instanceof HttpMessageNotReadableException unreadable) ? unreadable(unreadable)
				: new Issue("request", "The request is not valid.", "invalid"));
	}

	private static Issue unreadable(HttpMessageNotReadableException exception) {
		if (exception.getCause() instanceof JacksonException cause && !cause.getPath().isEmpty()) {
			String path = path(cause);
			return new Issue(path, "The value of '" + path + "' is not of the expected type.", "type");
		}
		return new Issue("body", "The body is missing or is not well-formed JSON.", "malformed");
	}

	private static String path(JacksonException exception) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference step : exception.getPath()) {
			if (step.getPropertyName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append((path.isEmpty()) ? "" : ".").append(step.getPropertyName());
			}
		}
		return path.toString();
	}

	private static Stream<Issue> issues(ParameterValidationResult result) {
		if (result instanceof ParameterErrors errors) {
			return errors.getAllErrors().stream().map(BindingIssues::issue);
		}
		String name = wire(Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "request"));
		return result.getResolvableErrors().stream().map((error) -> issue(name, error));
	}

	private static Issue issue(ObjectError error) {
		String path = (error instanceof FieldError field) ? wire(field.getField()) : "body";
		return issue(path, error);
	}

	private static Issue issue(String path, MessageSourceResolvable error) {
		return new Issue(path, "The value of '" + path + "' " + text(error.getDefaultMessage()) + ".", code(error));
	}

	private static String text(@Nullable String message) {
		return Objects.requireNonNullElse(message, "is not valid");
	}

	/**
	 * Returns the name of the broken constraint, which Spring puts last.
	 */
	private static String code(MessageSourceResolvable error) {
		String[] codes = Objects.requireNonNullElse(error.getCodes(), new String[] { "invalid" });
		return wire(codes[codes.length - 1]);
	}

	private static String wire(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

}
