package io.stratum.test;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Names the guards that a road is walked past, one at a time.
 */
final class StandingGuards implements ArgumentsProvider, AnnotationConsumer<Road> {

	private boolean withinOnePlace;

	@Override
	public void accept(Road road) {
		this.withinOnePlace = road.withinOnePlace();
	}

	@Override
	public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test) {
		return ((IsolationRoads<?>) test.getRequiredTestInstance()).guards()
			.stream()
			.filter((guard) -> guard != Guard.PLACEMENT || !this.withinOnePlace)
			.map(Arguments::of);
	}

}
