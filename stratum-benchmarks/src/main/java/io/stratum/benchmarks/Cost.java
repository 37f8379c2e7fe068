package io.stratum.benchmarks;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What one operation costs.
 *
 * @param time time or another figure, with its unit
 * @param bytes bytes allocated by the calling thread, or {@code null} if not counted
 * @param roundTrips times the driver waited for the server, or {@code null} if not
 * counted
 */
public record Cost(String time, @Nullable Long bytes, @Nullable Integer roundTrips) {

	/**
	 * Notes time and allocation.
	 * @param nanos nanoseconds per operation
	 * @param bytes bytes per operation, or negative if not counted
	 * @return the cost, round trips not counted
	 */
	public static Cost of(double nanos, double bytes) {
		return new Cost(time(nanos), (bytes >= 0) ? Math.round(bytes) : null, null);
	}

	/**
	 * Adds what was counted on the wire.
	 * @param count round trips of one operation
	 * @return the same cost with them
	 */
	public Cost withRoundTrips(int count) {
		return new Cost(this.time, this.bytes, count);
	}

	private static String time(double nanos) {
		if (nanos < 10_000) {
			return String.format(Locale.ROOT, (nanos < 100) ? "%.1f ns" : "%.0f ns", nanos);
		}
		return (nanos < 10_000_000) ? String.format(Locale.ROOT, "%.0f µs", nanos / 1e3)
				: String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
	}

}
