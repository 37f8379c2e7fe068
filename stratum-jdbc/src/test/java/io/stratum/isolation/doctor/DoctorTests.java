package io.stratum.isolation.doctor;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.stratum.engine.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DoctorTests {

	private static final DoctorSuppression ACCEPTED = new DoctorSuppression("D10", null, "Moves out next week.");

	@Test
	void silentCheckPasses() {
		DoctorReport report = doctor(DoctorMode.ENFORCE, List.of(), check(DoctorSeverity.ERROR)).requireSafe();
		assertThat(report.status()).isEqualTo(DoctorStatus.PASS);
		assertThat(report.findings()).extracting(DoctorFinding::id).containsExactly("D10");
	}

	@Test
	void warningIsReportedOnly() {
		DoctorReport report = doctor(DoctorMode.ENFORCE, List.of(), finding(DoctorSeverity.WARN)).requireSafe();
		assertThat(report.status()).isEqualTo(DoctorStatus.WARN);
	}

	@Test
	void errorStopsTheStartWhereErrorsAreEnforced() {
		assertStops(doctor(DoctorMode.ENFORCE, List.of(), finding(DoctorSeverity.ERROR)));
		assertThat(doctor(DoctorMode.REPORT, List.of(), finding(DoctorSeverity.ERROR)).requireSafe().status())
			.isEqualTo(DoctorStatus.FAIL);
	}

	@Test
	void fatalFindingStopsEveryStartAndCannotBeSuppressed() {
		assertStops(doctor(DoctorMode.REPORT, List.of(ACCEPTED), finding(DoctorSeverity.FATAL)));
	}

	@Test
	void suppressedErrorIsShownWithItsReason() {
		DoctorReport report = doctor(DoctorMode.ENFORCE, List.of(ACCEPTED), finding(DoctorSeverity.ERROR))
			.requireSafe();
		assertThat(report.status()).isEqualTo(DoctorStatus.PASS);
		assertThat(report.findings()).extracting(DoctorFinding::suppressed).containsExactly("Moves out next week.");
	}

	@Test
	void suppressionOfOneObjectLeavesOthersAlone() {
		DoctorSuppression other = new DoctorSuppression("D10", "public.invoice", "Has no rows.");
		assertStops(doctor(DoctorMode.ENFORCE, List.of(other), finding(DoctorSeverity.ERROR)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void suppressionNeedsAReason(String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DoctorSuppression("D10", null, reason));
	}

	@Test
	void checkThatCouldNotRunIsAnErrorAndKeepsItsCauseToTheLog() {
		FakeCheck broken = new FakeCheck(DoctorSeverity.WARN, () -> {
			throw new IllegalStateException("host db-7 refuses");
		});
		assertThatExceptionOfType(IsolationUnsafeException.class)
			.isThrownBy(doctor(DoctorMode.ENFORCE, List.of(), broken)::requireSafe)
			.withMessageContaining("could not run")
			.satisfies((ex) -> assertThat(ex.description() + ex.action()).doesNotContain("db-7"));
	}

	@Test
	void reportIsReadyForJson() {
		Map<String, Object> report = doctor(DoctorMode.REPORT, List.of(), finding(DoctorSeverity.ERROR)).examine()
			.toMap();
		assertThat(Json.write(report)).isEqualTo("""
				{"status":"fail","mode":"REPORT","checks":[{"id":"D10","status":"fail","severity":"error",\
				"object":"public.orders","finding":"It leaks.","remedy":"Mend it.","suppressed":null}]}""");
	}

	@Test
	void sarifSaysPassFailureAndSuppression() {
		JsonNode failed = sarif(List.of(), finding(DoctorSeverity.WARN));
		assertThat(failed.at("/version").asString()).isEqualTo("2.1.0");
		assertThat(failed.at("/runs/0/tool/driver/rules/0/id").asString()).isEqualTo("D10");
		assertThat(failed.at("/runs/0/results/0/level").asString()).isEqualTo("warning");
		assertThat(failed.at("/runs/0/results/0/locations/0/logicalLocations/0/fullyQualifiedName").asString())
			.isEqualTo("public.orders");
		JsonNode passed = sarif(List.of(), check(DoctorSeverity.ERROR));
		assertThat(passed.at("/runs/0/results/0/kind").asString()).isEqualTo("pass");
		assertThat(passed.at("/runs/0/results/0/level").asString()).isEqualTo("none");
		JsonNode suppressed = sarif(List.of(ACCEPTED), finding(DoctorSeverity.ERROR));
		assertThat(suppressed.at("/runs/0/results/0/suppressions/0/justification").asString())
			.isEqualTo("Moves out next week.");
	}

	private static JsonNode sarif(List<DoctorSuppression> suppressions, DoctorCheck check) {
		return Json.read(Json.write(doctor(DoctorMode.REPORT, suppressions, check).examine().toSarif()));
	}

	private static void assertStops(Doctor doctor) {
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(doctor::requireSafe)
			.withMessageContaining("public.orders");
	}

	private static Doctor doctor(DoctorMode mode, List<DoctorSuppression> suppressions, DoctorCheck check) {
		return new Doctor(List.of(check), mode, suppressions);
	}

	private static DoctorCheck check(DoctorSeverity severity) {
		return new FakeCheck(severity, List::of);
	}

	private static DoctorCheck finding(DoctorSeverity severity) {
		return new FakeCheck(severity,
				() -> List.of(DoctorFinding.of("D10", severity, "public.orders", "It leaks.", "Mend it.")));
	}

	private record FakeCheck(DoctorSeverity severity, Supplier<List<DoctorFinding>> answer) implements DoctorCheck {

		@Override
		public List<DoctorQuestion> questions() {
			return List.of(new DoctorQuestion("D10", this.severity, "Something leaks."));
		}

		@Override
		public List<DoctorFinding> examine() {
			return this.answer.get();
		}

	}

}
