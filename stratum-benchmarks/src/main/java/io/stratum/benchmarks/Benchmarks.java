package io.stratum.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.stratum.benchmarks.http.HttpRows;
import io.stratum.benchmarks.memory.MemoryRows;
import io.stratum.benchmarks.place.PlaceRows;
import io.stratum.benchmarks.place.PoolRows;
import io.stratum.benchmarks.plane.PlaneRows;
import io.stratum.benchmarks.sql.PartRows;
import io.stratum.benchmarks.sql.SqlRows;
import io.stratum.benchmarks.sql.SubtreeRows;
import io.stratum.benchmarks.start.StartRows;
import io.stratum.benchmarks.tree.TreeRows;

/**
 * Measures everything and prints one table in Markdown.
 */
public final class Benchmarks {

	private static final String LOGGING = "benchmarks-logback.xml";

	private static final Map<String, Part> PARTS = parts();

	private Benchmarks() {
	}

	/**
	 * Measures the parts that are wanted.
	 * @param args not used
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("logback.configurationFile", LOGGING);
		List<Row> rows = new ArrayList<>();
		for (Map.Entry<String, Part> part : PARTS.entrySet()) {
			if (Settings.wants(part.getKey())) {
				progress(part.getKey());
				part.getValue().measure((row) -> {
					rows.add(row);
					progress(Table.line(row));
				});
			}
		}
		report(rows);
		// Threads of pools that a failed part left behind shall not hold the build up.
		System.exit(0);
	}

	private static Map<String, Part> parts() {
		Map<String, Part> parts = new LinkedHashMap<>();
		parts.put("memory", (table) -> new MemoryRows().measure(table));
		parts.put("sql", (table) -> new SqlRows().measure(table));
		parts.put("parts", (table) -> new PartRows().measure(table));
		parts.put("subtree", (table) -> new SubtreeRows().measure(table));
		parts.put("tree", (table) -> new TreeRows().measure(table));
		parts.put("million", (table) -> new TreeRows().measureMillion(table));
		parts.put("plans", (table) -> new TreeRows().writePlans());
		parts.put("place", (table) -> new PlaceRows().measure(table));
		parts.put("pool", (table) -> new PoolRows().measure(table));
		parts.put("http", (table) -> new HttpRows().measure(table));
		parts.put("start", (table) -> new StartRows().measure(table));
		parts.put("plane", (table) -> new PlaneRows().measure(table));
		return parts;
	}

	private static void report(List<Row> rows) throws IOException {
		StringBuilder text = new StringBuilder(Table.head());
		rows.forEach((row) -> text.append(Table.line(row)).append('\n'));
		Files.writeString(Settings.output().resolve("performance-table.md"), text, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING);
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		out.println();
		out.print(text);
	}

	private static void progress(String line) {
		new PrintStream(System.err, true, StandardCharsets.UTF_8).println(line);
	}

	/**
	 * A part of the table.
	 */
	private interface Part {

		void measure(Consumer<Row> table) throws Exception;

	}

}
