package io.stratum.isolation.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long places that failed are left alone, twice as long each time.
 */
final class Pauses {

	private static final long FIRST = Duration.ofSeconds(1).toNanos();

	private static final long LONGEST = Duration.ofMinutes(5).toNanos();

	private final Map<UUID, Pause> pauses = new ConcurrentHashMap<>();

	private final LongSupplier nanos;

	Pauses(LongSupplier nanos) {
		this.nanos = nanos;
	}

	boolean isOver(UUID place) {
		Pause pause = this.pauses.get(place);
		return pause == null || pause.since(this.nanos.getAsLong()) >= 0;
	}

	/** Begins the next pause, unless another thread has begun it. */
	void begin(UUID place) {
		long now = this.nanos.getAsLong();
		this.pauses.values().removeIf((pause) -> pause.since(now) > LONGEST);
		this.pauses.compute(place, (key, last) -> (last == null) ? Pause.from(now, FIRST) : last.next(now));
	}

	void end(UUID place) {
		this.pauses.remove(place);
	}

	/**
	 * One pause.
	 *
	 * @param length how long it is, in nanoseconds
	 * @param end when it is over, by a clock that may overflow
	 */
	private record Pause(long length, long end) {

		static Pause from(long now, long length) {
			return new Pause(length, now + length);
		}

		long since(long now) {
			return now - this.end;
		}

		Pause next(long now) {
			return (since(now) < 0) ? this : from(now, Math.min(this.length * 2, LONGEST));
		}

	}

}
