package io.stratum.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdoptionGuideTests {

	private static final Path GUIDE = Path.of("..", "docs", "adopt.md");

	private static final Path CLINIC = Path.of("src", "it", "adopted-clinic");

	private static final String MIGRATION = "V4__tenants.sql";

	@Test
	void changedLinesAreAsFewAsTheGuideSays() throws IOException {
		String guide = Files.readString(GUIDE);
		assertThat(guide)
			.contains(row("7 entities with `@TenantId`, 1 with `@GlobalData`", AdoptionGuideTests::isEntity));
		assertThat(guide)
			.contains(row("4 repositories", named("Customers.java", "Bikes.java", "Mechanics.java", "Parts.java")));
		assertThat(guide).contains(row("login", named("ClinicSecurity.java", "MechanicLogin.java")));
		assertThat(guide).contains(row("lazy view, cache, upsert", named("CustomerController.java", "PriceList.java")));
		assertThat(guide).contains(row("`application.yaml`", named("application.yaml")));
		assertThat(guide).contains(row("all, the migration of step 4 left out", (file) -> true));
	}

	@Test
	void migrationOfTheClinicIsThatOfTheGuideButForOneLine() throws IOException {
		List<String> general = Files.readAllLines(GUIDE.resolveSibling("adopt.sql"));
		List<String> own = Files
			.readAllLines(CLINIC.resolve("after/src/main/resources/db/migration").resolve(MIGRATION));
		assertThat(new LineDiff(general, own)).isEqualTo(new LineDiff(general.size(), 1, 1));
		assertThat(Files.readString(GUIDE)).contains("global_tables constant text[] := array['brand'];");
	}

	@Test
	void rolesOfTheClinicAreThoseOfTheGuide() throws IOException {
		assertThat(Files.readString(GUIDE)).contains(Files.readString(CLINIC.resolve("after/roles.sql")));
	}

	private static String row(String what, Predicate<Path> files) throws IOException {
		LineDiff diff = diff(files);
		return "| %s | %d | %d | %d |".formatted(what, diff.before(), diff.added(), diff.removed());
	}

	private static LineDiff diff(Predicate<Path> files) throws IOException {
		LineDiff sum = new LineDiff(0, 0, 0);
		for (Path file : files()) {
			if (files.test(file)) {
				sum = sum.plus(new LineDiff(lines("before", file), lines("after", file)));
			}
		}
		return sum;
	}

	private static List<Path> files() throws IOException {
		Path after = CLINIC.resolve("after/src/main");
		try (Stream<Path> files = Files.walk(after)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> !file.endsWith(MIGRATION))
				.map(after::relativize)
				.toList();
		}
	}

	private static List<String> lines(String version, Path file) throws IOException {
		Path path = CLINIC.resolve(version).resolve("src/main").resolve(file);
		return Files.exists(path) ? Files.readAllLines(path) : List.of();
	}

	private static boolean isEntity(Path file) {
		try {
			return lines("before", file).contains("@Entity");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Predicate<Path> named(String... names) {
		return (file) -> List.of(names).contains(file.getFileName().toString());
	}

	/**
	 * How many lines of a text were added and removed.
	 *
	 * @param before number of lines there were
	 * @param added number of lines that are new
	 * @param removed number of lines that are gone
	 */
	private record LineDiff(int before, int added, int removed) {

		private LineDiff(List<String> before, List<String> after) {
			this(before.size(), after.size() - common(before, after), before.size() - common(before, after));
		}

		private LineDiff plus(LineDiff other) {
			return new LineDiff(this.before + other.before, this.added + other.added, this.removed + other.removed);
		}

		/** Returns the length of the longest sequence of lines that both have. */
		private static int common(List<String> before, List<String> after) {
			int[] row = new int[after.size() + 1];
			for (String line : before) {
				int diagonal = 0;
				for (int i = 1; i <= after.size(); i++) {
					int above = row[i];
					row[i] = line.equals(after.get(i - 1)) ? diagonal + 1 : Math.max(above, row[i - 1]);
					diagonal = above;
				}
			}
			return row[after.size()];
		}

	}

}
