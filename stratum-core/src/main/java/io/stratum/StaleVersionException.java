package io.stratum;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A write stated a version that is no longer the present one.
 */
public final class StaleVersionException extends StratumException {

	/**
	 * Creates the exception.
	 * @param present the present version
	 */
	public StaleVersionException(long present) {
		super(ErrorCode.PRECONDITION_FAILED,
				"This was changed by somebody else; its version is now " + present + ". Read it again and repeat.",
				Map.of("version", present));
	}

	/**
	 * Compares the version a write saw with the present one.
	 * @param seen the version the write saw, or {@code null} if it states none
	 * @param present the present version
	 * @throws StaleVersionException if they differ
	 */
	public static void check(@Nullable Long seen, long present) {
		if (seen != null && seen != present) {
			throw new StaleVersionException(present);
		}
	}

}
