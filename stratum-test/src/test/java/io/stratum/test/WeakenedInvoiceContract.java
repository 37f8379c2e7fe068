package io.stratum.test;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The contract on a desk that lacks a guard; started by
 * {@link RemovedGuardIntegrationTests}.
 */
@ExtendWith(WeakenedInvoiceContract.RemovedGuardResolver.class)
final class WeakenedInvoiceContract extends InvoiceIsolationIntegrationTests {

	static final String PARAMETER = "stratum.test.removed-guard";

	private final RemovedGuard removed;

	WeakenedInvoiceContract(RemovedGuard removed) {
		this.removed = removed;
	}

	@Override
	protected IsolationSetup isolation() {
		return this.removed.from(this.desk);
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
