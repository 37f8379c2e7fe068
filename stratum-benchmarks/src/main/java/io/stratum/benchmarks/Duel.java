package io.stratum.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;

/**
 * Lets two ways of doing the same take turns and compares their speed.
 *
 * <p>
 * A round is made of short turns, and the one that went first goes second in the next. So
 * what disturbs a round disturbs both.
 */
public final class Duel {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final Duration TURN = Duration.ofMillis(25);

	private static final int TURNS = 10;

	private final Work own;

	private final Work other;

	private int rounds = Settings.rounds();

	private int warmUp = 4;

	/**
	 * Sets two against each other.
	 * @param own the way of Stratum
	 * @param other the way to compare with
	 */
	public Duel(Work own, Work other) {
		this.own = own;
		this.other = other;
	}

	/**
	 * Limits the rounds, for work that uses up what it works on.
	 * @param most most rounds
	 * @return this duel
	 */
	public Duel rounds(int most) {
		this.rounds = Math.min(most, this.rounds);
		this.warmUp = 1;
		return this;
	}

	/**
	 * Runs all rounds on this thread.
	 * @param what what is measured
	 * @param against what the other way is
	 * @param goal the goal
	 * @return a line of the table, round trips not counted
	 * @throws Exception what one of the two throws
	 */
	public Row run(String what, String against, String goal) throws Exception {
		for (int i = 0; i < this.warmUp; i++) {
			new Round().run();
		}
		List<Round> played = new ArrayList<>();
		for (int i = 0; i < this.rounds; i++) {
			played.add(new Round().run());
		}
		return new Row(what, against, Spread.of(played.stream().map(Round::ratio).toList()), goal,
				cost(played.stream().map((round) -> round.own).toList()),
				cost(played.stream().map((round) -> round.other).toList()));
	}

	private static Cost cost(List<Tally> tallies) {
		return Cost.of(Spread.of(tallies.stream().map(Tally::nanosEach).toList()).median(),
				Spread.of(tallies.stream().map(Tally::bytesEach).toList()).median());
	}

	/** The turns of both. */
	private final class Round {

		private final Tally own = new Tally();

		private final Tally other = new Tally();

		private Round run() throws Exception {
			for (int turn = 0; turn < TURNS; turn++) {
				if (turn % 2 == 0) {
					this.own.take(Duel.this.own);
					this.other.take(Duel.this.other);
				}
				else {
					this.other.take(Duel.this.other);
					this.own.take(Duel.this.own);
				}
			}
			return this;
		}

		private double ratio() {
			return this.other.nanosEach() / this.own.nanosEach();
		}

	}

	/** What one of the two did and needed. */
	private static final class Tally {

		private long count;

		private long nanos;

		private long bytes;

		private void take(Work work) throws Exception {
			long bytes = THREADS.getCurrentThreadAllocatedBytes();
			long start = System.nanoTime();
			long now = start;
			do {
				work.run();
				this.count++;
				now = System.nanoTime();
			}
			while (now - start < TURN.toNanos());
			this.nanos += now - start;
			this.bytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
		}

		private double nanosEach() {
			return this.nanos / (double) this.count;
		}

		private double bytesEach() {
			return this.bytes / (double) this.count;
		}

	}

}
