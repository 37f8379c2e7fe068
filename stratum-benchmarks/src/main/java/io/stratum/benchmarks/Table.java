package io.stratum.benchmarks;

import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Writes lines as a table in Markdown.
 */
final class Table {

	private static final String HEAD = """
			| What | Against | Ratio (min–max) | Goal | Stratum | The other | Round trips | Bytes allocated |
			|---|---|---|---|---|---|---|---|
			""";

	private Table() {
	}

	static String head() {
		return HEAD;
	}

	static String line(Row row) {
		return "| %s | %s | %s | %s | %s | %s | %s | %s |".formatted(row.what(), row.against(), ratio(row.ratio()),
				row.goal(), row.own().time(), (row.other() != null) ? row.other().time() : "–",
				both(row, Cost::roundTrips), both(row, Cost::bytes));
	}

	private static String ratio(@Nullable Spread ratio) {
		return (ratio != null)
				? "**" + number(ratio.median()) + "** (" + number(ratio.min()) + "–" + number(ratio.max()) + ")" : "–";
	}

	private static String number(double ratio) {
		return (ratio < 20) ? String.format(Locale.ROOT, "%.2f", ratio) : String.format(Locale.ROOT, "%,.0f", ratio);
	}

	private static String both(Row row, Function<Cost, @Nullable Number> count) {
		String own = text(count.apply(row.own()));
		return (row.other() != null) ? own + " / " + text(count.apply(row.other())) : own;
	}

	private static String text(@Nullable Number count) {
		return (count != null) ? String.format(Locale.ROOT, "%,d", count.longValue()) : "–";
	}

}
