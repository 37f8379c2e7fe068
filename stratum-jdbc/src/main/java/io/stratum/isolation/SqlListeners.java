package io.stratum.isolation;

import java.util.function.Consumer;

import io.stratum.isolation.jdbc.StatementTimer;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of the work on connections of tenants.
 *
 * @param written hears of places other than home whose rows may have changed, when the
 * connection was given back
 * @param timer hears of each statement, or {@code null} if none is timed
 */
public record SqlListeners(Consumer<Placement> written, @Nullable StatementTimer timer) {

	/** Nobody. */
	public static final SqlListeners NONE = new SqlListeners((placement) -> {
	}, null);

}
