package io.stratum.isolation.placement;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import io.stratum.StratumStartupException;
import io.stratum.engine.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names of schemas and databases.
 */
class PlacementNamesTests {

	private static final int MANY = 100_000;

	@Test
	void hundredThousandNamesDifferAndFitIntoPostgres() {
		PlacementNames names = new PlacementNames("a".repeat(24));
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < MANY; i++) {
			UUID id = Journal.newId();
			assertThat(names.schema(id)).matches("t_[0-9a-f]{32}");
			assertThat(names.database(id)).matches("a{24}_t_[0-9a-f]{32}").hasSizeLessThanOrEqualTo(63);
			seen.add(names.schema(id));
			seen.add(names.database(id));
		}
		assertThat(seen).hasSize(2 * MANY);
	}

	@Test
	void hundredThousandHostileApplicationNamesStayPlain() {
		Random random = new Random(42);
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < MANY; i++) {
			String name = PlacementNames.ofApplication(hostile(random)).database(Journal.newId());
			assertThat(name).matches("[a-z][a-z0-9_]{0,23}_t_[0-9a-f]{32}").hasSizeLessThanOrEqualTo(63);
			seen.add(name);
		}
		assertThat(seen).hasSize(MANY);
	}

	/**
	 * Returns up to 80 characters of quotes, separators, other alphabets and controls.
	 */
	private static String hostile(Random random) {
		String nasty = "\"';-- \\/$%&\0\n\tÄßİıΣЖ中😀\u202e\u0301drop_t_t_0";
		int[] characters = random.ints(random.nextInt(80), 0, nasty.length()).map(nasty::charAt).toArray();
		return new String(characters, 0, characters.length);
	}

	@Test
	void nameTellsItsOwnPlacementOnly() {
		UUID id = Journal.newId();
		PlacementNames names = new PlacementNames("desk");
		assertThat(PlacementNames.isOf(id, names.schema(id))).isTrue();
		assertThat(PlacementNames.isOf(id, names.database(id))).isTrue();
		assertThat(PlacementNames.isOf(Journal.newId(), names.schema(id))).isFalse();
		assertThat(PlacementNames.isOf(id, "public")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1desk", "Desk", "desk-1", "dësk", "\"desk\"", "aaaaaaaaaaaaaaaaaaaaaaaaa", "de sk" })
	void prefixBeyondTheRuleStopsTheStart(String prefix) {
		assertThatExceptionOfType(StratumStartupException.class).isThrownBy(() -> new PlacementNames(prefix))
			.withMessageContaining("stratum.isolation.database.prefix");
	}

	@ParameterizedTest
	@CsvSource({ "order-desk, order_desk", "42 Änderungen!, nderungen_", "'', app", "123, app",
			"a_very_long_name_of_an_application, a_very_long_name_of_an_a" })
	void applicationNameBecomesAPrefix(String application, String prefix) {
		UUID id = Journal.newId();
		assertThat(PlacementNames.ofApplication(application).database(id)).startsWith(prefix + "_t_");
	}

}
