package io.stratum.isolation.check;

import io.stratum.isolation.doctor.DoctorFinding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerCheckTests {

	@ParameterizedTest
	@ValueSource(ints = { 140023, 150013, 160009, 170005, 190000 })
	void unsoundServersAreFound(int version) {
		assertThat(ServerCheck.version(version)).extracting(DoctorFinding::id).containsExactly("D21");
	}

	@ParameterizedTest
	@ValueSource(ints = { 150014, 160010, 170006, 180000, 180006 })
	void soundServersPass(int version) {
		assertThat(ServerCheck.version(version)).isEmpty();
	}

}
