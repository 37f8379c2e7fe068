package io.stratum.permission;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.engine.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.stratum.engine.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PermissionGrantTests {

	private static final PermissionGrant EXPORT = PermissionGrant.of("export");

	@ParameterizedTest
	@ValueSource(strings = { "", "a\u0000b", "a\nb", "\ud800" })
	void keyIsAName(String key) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> PermissionGrant.of(key))
			.satisfies((ex) -> assertThat(ex.issues()).hasSize(1)
				.allSatisfy((issue) -> assertThat(issue.path()).isEqualTo("key")));
	}

	@Test
	void valueThatCannotBeStoredIsRefused() {
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth("a\u0000b"));
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth("\udc00"));
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth("x".repeat(64 * 1024)));
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth(Double.NaN));
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth(new Object()));
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth(Json.read("1e2000000000")));
		refused(ErrorCode.VALIDATION_ERROR, () -> EXPORT.worth(Json.read("[".repeat(200) + "]".repeat(200))));
	}

}
