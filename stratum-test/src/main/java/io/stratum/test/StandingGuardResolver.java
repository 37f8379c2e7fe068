package io.stratum.test;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterInfo;

/**
 * Tells what prepares a test which guard the test is about to walk past.
 */
final class StandingGuardResolver implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
		return parameter.getParameter().getType() == Guard.class
				&& parameter.getDeclaringExecutable().isAnnotationPresent(BeforeEach.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
		return Optional.ofNullable(ParameterInfo.get(test))
			.map((info) -> info.getArguments().toArray())
			.flatMap((arguments) -> Stream.of(arguments).filter(Guard.class::isInstance).findFirst())
			.orElse(Guard.ROW_LEVEL_SECURITY);
	}

}
