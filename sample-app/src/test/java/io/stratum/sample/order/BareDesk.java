package io.stratum.sample.order;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.test.EachStrategy;
import io.stratum.test.StratumTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The contract on the desk as it is; started by {@link WiredRoadsIntegrationTests}.
 */
@StratumTest(properties = "sample.seed=false")
@EachStrategy(IsolationStrategy.SHARED)
class BareDesk extends OrderIsolationIntegrationTests {

	BareDesk(@Autowired ApplicationContext application) {
		super(application);
	}

}
