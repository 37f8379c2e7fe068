package io.stratum.tenant;

import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantIdTests {

	@Test
	void freshIdsAreVersionSevenAndSortByTime() {
		assertThat(Stream.generate(TenantId::random).limit(1000).toList()).isSorted()
			.doesNotHaveDuplicates()
			.allSatisfy((id) -> assertThat(id.value().version()).isEqualTo(7));
	}

	@Test
	void anyUuidIsReadAndWrittenInLowerCase() {
		String text = "8D777F38-5D3D-4FEC-815D-20F7496026DC";
		assertThat(TenantId.parse(text)).hasToString(text.toLowerCase()).isEqualTo(new TenantId(UUID.fromString(text)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1-1-1-1-1", "acme", "8d777f385d3d4fec815d20f7496026dc",
			"00000000-0000-0000-0000-000000000000", "8d777f38-5d3d-4fec-815d-20f7496026dc " })
	void anythingElseIsRefused(String text) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> TenantId.parse(text));
	}

	@Test
	void idsSortAsTheDatabaseSortsThem() {
		TenantId low = TenantId.parse("7fffffff-ffff-7fff-bfff-ffffffffffff");
		TenantId high = TenantId.parse("80000000-0000-7000-8000-000000000000");
		assertThat(low).isLessThan(high);
	}

}
