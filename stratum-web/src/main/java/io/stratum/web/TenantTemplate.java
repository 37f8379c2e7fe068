package io.stratum.web;

import java.util.regex.Pattern;

import io.stratum.StratumStartupException;

/**
 * A text with <code>{tenant}</code> in it, as a pattern.
 */
final class TenantTemplate {

	private static final String VARIABLE = "{tenant}";

	private TenantTemplate() {
	}

	static Pattern compile(String template, String name) {
		int at = check(template);
		return Pattern.compile(Pattern.quote(template.substring(0, at)) + "(" + name + ")"
				+ Pattern.quote(template.substring(at + VARIABLE.length())));
	}

	/**
	 * Returns where the variable is, which must be there once.
	 */
	static int check(String template) {
		int at = template.indexOf(VARIABLE);
		if (at < 0 || template.indexOf(VARIABLE, at + 1) >= 0) {
			throw new StratumStartupException("The pattern '" + template + "' does not contain {tenant} exactly once.",
					"Write it like '{tenant}.example.com' for hosts or '/t/{tenant}' for paths.");
		}
		return at;
	}

}
