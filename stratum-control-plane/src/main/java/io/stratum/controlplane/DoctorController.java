package io.stratum.controlplane;

import java.util.List;
import java.util.Locale;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Scope;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorReport;
import io.stratum.security.RequiresScope;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the doctor finds about isolation.
 */
@RestController
class DoctorController {

	private static final String SARIF = "application/sarif+json";

	private final ObjectProvider<Doctor> doctor;

	DoctorController(ObjectProvider<Doctor> doctor) {
		this.doctor = doctor;
	}

	@GetMapping(path = "/doctor", produces = { MediaType.APPLICATION_JSON_VALUE, SARIF })
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.OPERATORS)
	ResponseEntity<Object> getDoctorReport(
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
		DoctorReport report = doctor().examine();
		boolean sarif = accept != null && accept.contains(SARIF);
		return ResponseEntity.ok()
			.contentType(sarif ? MediaType.valueOf(SARIF) : MediaType.APPLICATION_JSON)
			.body(sarif ? report.toSarif() : Report.of(report));
	}

	private Doctor doctor() {
		Doctor present = this.doctor.getIfAvailable();
		if (present == null) {
			throw new StratumException(ErrorCode.NOT_FOUND, "There is no doctor in this application.");
		}
		return present;
	}

	@Schema(name = "DoctorReport")
	record Report(String mode, List<Finding> findings) {

		static Report of(DoctorReport report) {
			return new Report(report.mode().name(), report.findings().stream().map(Finding::of).toList());
		}

	}

	@Schema(name = "DoctorFinding")
	record Finding(String id, String severity, String object, String finding, String fix, String link) {

		static Finding of(DoctorFinding finding) {
			return new Finding(finding.id(), finding.severity().name().toLowerCase(Locale.ROOT), finding.object(),
					finding.finding(), finding.remedy(), "docs/doctor.md#" + finding.id().toLowerCase(Locale.ROOT));
		}

	}

}
