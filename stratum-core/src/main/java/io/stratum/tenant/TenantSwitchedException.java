package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * The tenant changed in the middle of work that belongs to another.
 */
public final class TenantSwitchedException extends StratumException {

	/**
	 * Creates the exception.
	 * @param opened the tenant the work belongs to, or {@code null} if it began without
	 * @param found the tenant found instead, or {@code null} for none
	 */
	public TenantSwitchedException(@Nullable TenantId opened, @Nullable TenantId found) {
		super(ErrorCode.ISOLATION_VIOLATION, "Work begun for tenant '" + name(opened) + "' cannot go on for tenant '"
				+ name(found) + "'. Finish the transaction first, or use TenantContext.callAs, which suspends it.",
				Map.of());
	}

	private static String name(@Nullable TenantId id) {
		return (id != null) ? id.toString() : "none";
	}

}
