package io.stratum.benchmarks.plane;

/**
 * How long answers took, in steps of 50 µs up to five seconds.
 */
final class Latencies {

	private static final long STEP_NANOS = 50_000;

	private final long[] counts = new long[100_001];

	private long sum;

	void add(long nanos) {
		this.counts[(int) Math.min(this.counts.length - 1, nanos / STEP_NANOS)]++;
		this.sum++;
	}

	void addAll(Latencies others) {
		for (int step = 0; step < this.counts.length; step++) {
			this.counts[step] += others.counts[step];
		}
		this.sum += others.sum;
	}

	long answers() {
		return this.sum;
	}

	/**
	 * Returns the milliseconds within which a share of the answers came.
	 */
	double millis(double share) {
		long wanted = (long) Math.ceil(share * this.sum);
		long seen = 0;
		int step = 0;
		while (step < this.counts.length && (seen += this.counts[step]) < wanted) {
			step++;
		}
		return (step + 1) * STEP_NANOS / 1e6;
	}

}
