package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A tree would get more levels than it may have.
 */
public final class TenantDepthExceededException extends StratumException {

	/**
	 * Creates the exception.
	 * @param level the level the lowest tenant would be on, counted from 1
	 */
	public TenantDepthExceededException(int level) {
		super(ErrorCode.TENANT_DEPTH_EXCEEDED,
				"The tree would have " + level + " levels; at most " + TenantPath.MAX_LEVELS + " are possible.",
				Map.of("limit", TenantPath.MAX_LEVELS, "level", level));
	}

}
