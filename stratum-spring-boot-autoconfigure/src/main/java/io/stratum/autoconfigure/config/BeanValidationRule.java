package io.stratum.autoconfigure.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.stratum.Issue;
import io.stratum.config.RecordRule;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

/**
 * Has records of config obey the constraints on their components.
 */
final class BeanValidationRule implements RecordRule {

	private final Supplier<Validator> validator;

	BeanValidationRule(Supplier<Validator> validator) {
		this.validator = validator;
	}

	@Override
	public List<Issue> check(Record filled) {
		return this.validator.get()
			.validate(filled)
			.stream()
			.map(BeanValidationRule::issue)
			.sorted(this::order)
			.toList();
	}

	private int order(Issue one, Issue other) {
		return (one.path() + one.code()).compareTo(other.path() + other.code());
	}

	private static Issue issue(ConstraintViolation<?> violation) {
		String constraint = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
		return new Issue(violation.getPropertyPath().toString(), violation.getMessage(),
				constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
	}

}
