package io.stratum.tenant;

import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * Work that went round the tenants failed for some of them.
 */
public final class TenantRoundFailedException extends StratumException {

	private final transient List<TenantId> failed;

	TenantRoundFailedException(String round, List<TenantId> failed, Throwable first) {
		super(ErrorCode.INTERNAL_SERVER_ERROR,
				"The round '" + round + "' failed for " + failed.size() + " tenants, the first of them '"
						+ failed.get(0) + "'. Mend the cause and run it again.",
				Map.of("failed", failed.stream().map(TenantId::toString).toList()), first);
		this.failed = List.copyOf(failed);
	}

	/**
	 * Returns for whom it failed.
	 * @return at least one tenant
	 */
	public List<TenantId> failed() {
		return this.failed;
	}

}
