package io.stratum.test;

import io.stratum.tenant.IsolationStrategy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The contract on a desk that lacks a guard; started by
 * {@link RemovedGuardIntegrationTests}.
 */
@EachStrategy(IsolationStrategy.SHARED)
@ExtendWith(WeakenedInvoiceContract.RemovedGuardResolver.class)
class WeakenedInvoiceContract extends InvoiceIsolationIntegrationTests {

	static final String PARAMETER = "stratum.test.removed-guard";

	private final RemovedGuard removed;

	WeakenedInvoiceContract(RemovedGuard removed) {
		this.removed = removed;
	}

	@Override
	protected IsolationSetup isolation(IsolationStrategy strategy) {
		return this.removed.from(this.desk);
	}

	/**
	 * Finds the contract for the tenants whose guard is removed.
	 */
	static Class<?> of(IsolationStrategy strategy) {
		return switch (strategy) {
			case SHARED -> WeakenedInvoiceContract.class;
			case SCHEMA -> InSchemas.class;
			case DATABASE -> InDatabases.class;
		};
	}

	@EachStrategy(IsolationStrategy.SCHEMA)
	static final class InSchemas extends WeakenedInvoiceContract {

		InSchemas(RemovedGuard removed) {
			super(removed);
		}

	}

	@EachStrategy(IsolationStrategy.DATABASE)
	static final class InDatabases extends WeakenedInvoiceContract {

		InDatabases(RemovedGuard removed) {
			super(removed);
		}

	}

	static final class RemovedGuardResolver implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
			return parameter.getParameter().getType() == RemovedGuard.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
			return RemovedGuard.valueOf(test.getConfigurationParameter(PARAMETER).orElseThrow());
		}

	}

}
