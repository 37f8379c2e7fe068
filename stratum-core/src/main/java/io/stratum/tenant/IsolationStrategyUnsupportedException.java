package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * No place can be made for tenants of an isolation strategy.
 */
public final class IsolationStrategyUnsupportedException extends StratumException {

	/**
	 * Creates the exception.
	 * @param strategy the strategy asked for
	 */
	public IsolationStrategyUnsupportedException(IsolationStrategy strategy) {
		super(ErrorCode.ISOLATION_STRATEGY_UNSUPPORTED,
				"Isolation strategy '" + strategy.wireName() + "' is not available here.",
				Map.of("isolation_strategy", strategy.wireName()));
	}

}
