package io.stratum.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * The broken rules of one input, collected field by field.
 */
final class InputRules {

	private static final Pattern WINDOW = Pattern.compile("[1-9][0-9]{0,5} (second|minute|hour|day)s?");

	private static final int MOST_LISTED = 1_000;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final List<Issue> issues = new ArrayList<>();

	InputRules name(@Nullable String name, int most) {
		if (name != null && (name.isBlank() || name.codePointCount(0, name.length()) > most || !isPlain(name))) {
			add("name", "A name has 1 to " + most + " characters and no control characters.", "size");
		}
		return this;
	}

	InputRules description(@Nullable String description) {
		if (description != null
				&& (description.codePointCount(0, description.length()) > 500 || description.indexOf('\0') >= 0)) {
			add("description", "A description has at most 500 characters.", "size");
		}
		return this;
	}

	InputRules scopes(Set<Scope> scopes) {
		if (scopes.isEmpty()) {
			add("scopes", "At least one scope is needed.", "size");
		}
		return this;
	}

	InputRules future(@Nullable Instant end, Instant now) {
		if (end != null && (!end.isAfter(now) || end.isAfter(LATEST))) {
			add("expires_at", "The end of a key lies in the future, before the year 10000.", "future");
		}
		return this;
	}

	InputRules rateLimit(@Nullable Integer max, @Nullable String window) {
		if (max != null) {
			range("rate_limit_max", max, 1, 100_000);
		}
		if (window != null && !WINDOW.matcher(window).matches()) {
			add("rate_limit_window", "A window is a number and a unit, such as '1 minute' or '10 seconds'.", "pattern");
		}
		return this;
	}

	InputRules range(String path, long value, long least, long most) {
		if (value < least || value > most) {
			add(path, "The value lies between " + least + " and " + most + ".", "range");
		}
		return this;
	}

	InputRules limit(int limit) {
		return range("limit", limit, 1, MOST_LISTED);
	}

	InputRules text(String path, String text, int most) {
		if (text.isBlank() || text.length() > most || !isPlain(text)) {
			add(path, "A text of 1 to " + most + " characters without control characters is needed.", "size");
		}
		return this;
	}

	void check() {
		if (!this.issues.isEmpty()) {
			throw new InvalidInputException(this.issues);
		}
	}

	/**
	 * Refuses a change that was decided on an older version.
	 */
	static void checkVersion(@Nullable Long seen, long present) {
		if (seen != null && seen != present) {
			throw new StratumException(ErrorCode.PRECONDITION_FAILED,
					"The version seen is not the present one. Read it again.", Map.of("version", present));
		}
	}

	private static boolean isPlain(String text) {
		return text.codePoints()
			.noneMatch((each) -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE);
	}

	private void add(String path, String message, String code) {
		this.issues.add(new Issue(path, message, code));
	}

}
