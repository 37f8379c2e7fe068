package io.stratum.autoconfigure.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.kafka.support.Acknowledgment;

/**
 * Acknowledges a batch once each of its runs was.
 */
final class RunAcknowledgments {

	private final AtomicInteger open;

	private final AtomicBoolean refused = new AtomicBoolean();

	RunAcknowledgments(int runs) {
		this.open = new AtomicInteger(runs);
	}

	/** Tells whether the rest of the batch comes again, so it must not be handled now. */
	boolean isRefused() {
		return this.refused.get();
	}

	/**
	 * Returns the acknowledgment of one run.
	 * @param start place of its first record in the batch
	 */
	Acknowledgment of(int start, Acknowledgment all) {
		return new OfRun(start, all);
	}

	private final class OfRun implements Acknowledgment {

		private final int start;

		private final Acknowledgment all;

		private final AtomicBoolean done = new AtomicBoolean();

		private OfRun(int start, Acknowledgment all) {
			this.start = start;
			this.all = all;
		}

		@Override
		public void acknowledge() {
			if (this.done.compareAndSet(false, true) && RunAcknowledgments.this.open.decrementAndGet() == 0) {
				this.all.acknowledge();
			}
		}

		@Override
		public void acknowledge(int index) {
			this.all.acknowledge(this.start + index);
		}

		@Override
		public void nack(int index, Duration sleep) {
			RunAcknowledgments.this.refused.set(true);
			this.all.nack(this.start + index, sleep);
		}

		@Override
		public boolean isOutOfOrderCommit() {
			return this.all.isOutOfOrderCommit();
		}

	}

}
