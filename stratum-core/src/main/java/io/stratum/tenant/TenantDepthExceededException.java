package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A tree would get more levels than it may have.
 */
public final class TenantDepthExceededException extends StratumException {

	/**
	 * Creates the exception of a tree that no application may have.
	 * @param level the level the lowest tenant would be on, counted from 1
	 */
	public TenantDepthExceededException(int level) {
		this(level, TenantPath.MAX_LEVELS);
	}

	/**
	 * Creates the exception.
	 * @param level the level the lowest tenant would be on, counted from 1
	 * @param limit most levels a tree may have here
	 */
	public TenantDepthExceededException(int level, int limit) {
		super(ErrorCode.TENANT_DEPTH_EXCEEDED,
				"The tree would have " + level + " levels; at most " + limit + " are possible.",
				Map.of("limit", limit, "level", level));
	}

}
