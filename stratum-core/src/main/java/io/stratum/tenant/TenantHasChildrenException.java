package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A tenant still has children that stand in the way.
 */
public final class TenantHasChildrenException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the parent
	 * @param children how many children stand in the way
	 */
	public TenantHasChildrenException(TenantId id, long children) {
		super(ErrorCode.TENANT_HAS_CHILDREN,
				"Tenant '" + id + "' has " + children + " children in the way. Begin with the lowest ones.",
				Map.of("tenant_id", id.toString(), "child_count", children));
	}

}
