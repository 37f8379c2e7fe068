package io.stratum.autoconfigure.tenant;

import io.stratum.StratumStartupException;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantRulesPropertiesTests {

	@Test
	void depthAndStrategyBecomeRules() {
		assertThat(new TenantRulesProperties(IsolationStrategy.DATABASE, 1).rules())
			.isEqualTo(new TenantRules(IsolationStrategy.DATABASE, 1));
		assertThat(new TenantRulesProperties(IsolationStrategy.SHARED, 20).rules()).isEqualTo(TenantRules.defaults());
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 21 })
	void impossibleDepthIsNamedWithItsProperty(int depth) {
		assertThatExceptionOfType(StratumStartupException.class)
			.isThrownBy(() -> new TenantRulesProperties(IsolationStrategy.SHARED, depth).rules())
			.withMessageContaining("'stratum.tenants.max-depth' is " + depth);
	}

}
