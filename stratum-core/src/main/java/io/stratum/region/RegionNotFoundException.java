package io.stratum.region;

import java.util.Map;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * There is no such region.
 */
public final class RegionNotFoundException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the id no region has
	 */
	public RegionNotFoundException(UUID id) {
		super(ErrorCode.REGION_NOT_FOUND, "Region '" + id + "' is not found.", Map.of("region_id", id.toString()));
	}

}
