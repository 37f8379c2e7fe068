package io.stratum.test;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Gives each strategy of {@link EachStrategy}, or two tenants of it.
 */
final class Strategies implements ArgumentsProvider, AnnotationConsumer<EachStrategy> {

	private List<IsolationStrategy> strategies = List.of();

	@Override
	public void accept(EachStrategy annotation) {
		this.strategies = List.of(annotation.value());
	}

	@Override
	public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test) {
		boolean ofTenants = parameters.getFirst()
			.map(ParameterDeclaration::getParameterType)
			.filter(TwoTenants.class::equals)
			.isPresent();
		return this.strategies.stream()
			.map((strategy) -> Arguments.argumentSet(strategy.name(), ofTenants ? tenants(test, strategy) : strategy));
	}

	private static TwoTenants tenants(ExtensionContext test, IsolationStrategy strategy) {
		return TwoTenants.in(SpringExtension.getApplicationContext(test).getBean(Tenants.class), strategy);
	}

}
