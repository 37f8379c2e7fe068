package io.stratum.controlplane;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests a credential may send in a window.
 *
 * @param max most requests, from 1
 * @param window the window
 */
public record RateLimit(int max, Duration window) {

	private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,5}) (second|minute|hour|day)s?");

	/**
	 * Checks the number and the window.
	 * @throws IllegalArgumentException if either is not above zero
	 */
	public RateLimit {
		if (max < 1 || window.isZero() || window.isNegative()) {
			throw new IllegalArgumentException("A rate limit allows at least one request in a window above zero");
		}
	}

	/**
	 * Reads a window as API keys state it.
	 * @param text {@code <n> second|minute|hour|day(s)}
	 * @return the window
	 * @throws IllegalArgumentException if it is malformed
	 */
	static Duration window(String text) {
		Matcher window = WINDOW.matcher(text);
		if (!window.matches()) {
			throw new IllegalArgumentException("'" + text + "' is no window of a rate limit");
		}
		long number = Long.parseLong(window.group(1));
		return switch (window.group(2)) {
			case "second" -> Duration.ofSeconds(number);
			case "minute" -> Duration.ofMinutes(number);
			case "hour" -> Duration.ofHours(number);
			default -> Duration.ofDays(number);
		};
	}

}
