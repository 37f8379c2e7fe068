package io.stratum.jpa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A text of Hibernate with the places where the tenant of the session belongs.
 */
final class RestrictedText {

	/** Stands for the tenant of the session in the mapping. */
	static final String MARKER = "'stratum.session.tenant'";

	private static final Pattern CONDITION = Pattern.compile("([\\w.\"]+)\\s*=\\s*" + Pattern.quote(MARKER));

	// What may contain a question mark that is no parameter, each as one token. Loops are
	// possessive, for one that goes back overflows the stack in a long literal.
	private static final Pattern TOKEN = Pattern.compile(Pattern.quote(MARKER)
			+ "|'[^']*+(?:''[^']*+)*+'|\"[^\"]*+(?:\"\"[^\"]*+)*+\"|--[^\\n]*+|/\\*(?s:.*?)\\*/|\\?\\?|\\?");

	private final String sql;

	private final String unrestricted;

	/** Where each parameter of Hibernate is, from 1. */
	private final int[] places;

	private final int[] tenants;

	private RestrictedText(String sql) {
		StringBuilder text = new StringBuilder();
		IntStream.Builder parameters = IntStream.builder();
		IntStream.Builder markers = IntStream.builder();
		int place = 0;
		Matcher token = TOKEN.matcher(sql);
		while (token.find()) {
			boolean marker = token.group().equals(MARKER);
			if (marker || token.group().equals("?")) {
				place++;
				(marker ? markers : parameters).add(place);
			}
			token.appendReplacement(text, marker ? "?" : Matcher.quoteReplacement(token.group()));
		}
		this.sql = token.appendTail(text).toString();
		this.unrestricted = CONDITION.matcher(sql).replaceAll("$1 = $1");
		this.places = parameters.build().toArray();
		this.tenants = markers.build().toArray();
	}

	/**
	 * Reads a text.
	 * @return what it is, or {@code null} if it does not ask for the tenant
	 */
	static @Nullable RestrictedText of(String sql) {
		return sql.contains(MARKER) ? new RestrictedText(sql) : null;
	}

	/**
	 * Returns the text with a parameter in each place of the tenant.
	 */
	String sql() {
		return this.sql;
	}

	/**
	 * Returns the text whose conditions on the tenant hold for every row, for sessions
	 * that the role of the database restricts.
	 */
	String unrestricted() {
		return this.unrestricted;
	}

	/**
	 * Returns where a parameter of Hibernate is.
	 */
	int place(int index) {
		// What is out of range is for the driver to refuse.
		return (index >= 1 && index <= this.places.length) ? this.places[index - 1]
				: index + ((index < 1) ? 0 : this.tenants.length);
	}

	/**
	 * Returns the places of the tenant, from 1.
	 */
	int[] tenants() {
		return this.tenants;
	}

}
