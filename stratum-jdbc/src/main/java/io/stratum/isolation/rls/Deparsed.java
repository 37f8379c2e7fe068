package io.stratum.isolation.rls;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Compares an expression as written with what the catalog prints for it.
 *
 * <p>
 * PostgreSQL prints a stored expression with casts, aliases and parentheses of its own,
 * and not the same in every version. What is left without them must be equal.
 */
final class Deparsed {

	private static final Pattern NOISE = Pattern.compile("::(?:text|uuid\\[\\])|\\sas \"?\\w+\"?(?=\\))|[\\s()\"]");

	private Deparsed() {
	}

	static boolean matches(@Nullable String written, @Nullable String printed) {
		if (written == null || printed == null) {
			return written == null && printed == null;
		}
		return essence(written).equals(essence(printed));
	}

	private static String essence(String expression) {
		return NOISE.matcher(expression.toLowerCase(Locale.ROOT)).replaceAll("");
	}

}
