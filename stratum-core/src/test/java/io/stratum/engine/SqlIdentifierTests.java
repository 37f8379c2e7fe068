package io.stratum.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SqlIdentifierTests {

	@Test
	void namesAreKeptAsWritten() {
		assertThat(SqlIdentifier.quote("orders")).isEqualTo("\"orders\"");
		assertThat(SqlIdentifier.quote("Or;der's")).isEqualTo("\"Or;der's\"");
	}

	@Test
	void quotesInNamesAreDoubled() {
		assertThat(SqlIdentifier.quote("a\" cascade; --")).isEqualTo("\"a\"\" cascade; --\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\0b", "ääääääääääääääääääääääääääääääää" })
	void namesThatPostgresCannotHoldAreRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlIdentifier.quote(name));
	}

}
