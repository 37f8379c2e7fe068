package io.stratum.engine;

import java.util.List;

import io.stratum.Issue;

/**
 * The rule for names: 1 to 255 characters, none of them a control character.
 */
public final class NameRule {

	private static final int MAX_LENGTH = 255;

	private NameRule() {
	}

	/**
	 * Adds an issue if a name breaks the rule.
	 * @param issues where issues are gathered
	 * @param field where the name is
	 * @param name the name
	 */
	public static void check(List<Issue> issues, String field, String name) {
		int length = name.codePointCount(0, name.length());
		if (length < 1 || length > MAX_LENGTH) {
			issues.add(new Issue(field, "The " + field + " has 1 to 255 characters.", "size"));
		}
		else if (name.codePoints().anyMatch(NameRule::isForbidden)) {
			issues.add(new Issue(field, "The " + field + " has a control character.", "pattern"));
		}
	}

	private static boolean isForbidden(int point) {
		return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
	}

}
