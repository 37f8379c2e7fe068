package io.stratum.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that readers of the documentation copy into their configuration.
 */
class DocumentedPropertiesTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern NAME = Pattern.compile("(?<![\\w./-])stratum(?:\\.[\\w-]+)+");

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	/** What is called so and is no property: a permission, tables, meters, attributes. */
	private static final Set<String> OTHERS = Set.of("stratum.captured", "stratum.impersonate", "stratum.placement",
			"stratum.pool.open", "stratum.requests", "stratum.sql", "stratum.sql.time", "stratum.subject.id",
			"stratum.tenant", "stratum.tenant.id");

	/** Properties with names of the user's own below them. */
	private static final Set<String> MAPS = Set.of("stratum.doctor.suppress", "stratum.isolation.servers",
			"stratum.embedded.settings", "stratum.isolation.fleet.rings");

	static Stream<Path> pages() throws IOException {
		List<Path> pages;
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			pages = files.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
		return Stream.concat(
				Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve),
				pages.stream());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageNamesPropertiesThatAreThere(Path page) throws IOException {
		assertThat(unknown(Files.readString(page))).as(page.toString()).isEmpty();
	}

	@Test
	void pagesNameProperties() throws IOException {
		assertThat(pages().mapToLong((page) -> names(read(page)).count()).sum()).isGreaterThan(50);
	}

	@ParameterizedTest
	@ValueSource(strings = { "set `stratum.isolation.sealed`", "`stratum.tenants.max-levels=3`",
			"```yaml\nstratum:\n  tenants: {depth: 3}\n```" })
	void unknownNameIsNoticed(String text) throws IOException {
		assertThat(unknown(text)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "all of `stratum.isolation.*`", "the table `stratum.api_key`",
			"`stratum.doctor.suppress.D14`", "```yaml\nstratum.tenants:\n  max-depth: 3\n```" })
	void groupsTablesAndEntriesOfMapsAreNot(String text) throws IOException {
		assertThat(unknown(text)).isEmpty();
	}

	private static List<String> unknown(String text) throws IOException {
		Set<String> known = known();
		return names(text).filter((name) -> !isKnown(name, known)).distinct().toList();
	}

	private static Stream<String> names(String text) {
		Stream<String> mentioned = NAME.matcher(text).results().map(MatchResult::group);
		Stream<String> written = YAML.matcher(text).results().flatMap((block) -> keys(block.group(1)));
		// A name with an underscore is one of the database or a meter.
		return Stream.concat(mentioned, written).filter((name) -> !name.contains("_") && !OTHERS.contains(name));
	}

	private static Stream<String> keys(String yaml) {
		YamlPropertiesFactoryBean reader = new YamlPropertiesFactoryBean();
		reader.setResources(new ByteArrayResource(yaml.getBytes()));
		return reader.getObject().keySet().stream().map(Object::toString).filter((name) -> name.startsWith("stratum."));
	}

	/**
	 * Tells whether a name is that of a property, of a group, or of an entry of a map.
	 */
	private static boolean isKnown(String name, Set<String> known) {
		String plain = name.replaceAll("\\[\\d+]", "");
		return known.stream()
			.anyMatch((property) -> property.equals(plain) || property.startsWith(plain + ".")
					|| (MAPS.contains(property) && plain.startsWith(property + ".")));
	}

	private static Set<String> known() throws IOException {
		return ConfigurationMetadataTests.properties()
			.map((property) -> property.get("name").asString())
			.collect(Collectors.toSet());
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
