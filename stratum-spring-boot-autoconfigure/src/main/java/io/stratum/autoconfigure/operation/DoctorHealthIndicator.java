package io.stratum.autoconfigure.operation;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorReport;
import io.stratum.isolation.doctor.DoctorSeverity;
import io.stratum.isolation.doctor.DoctorStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells what the doctor found last; looking again is its own business.
 *
 * <p>
 * Only what is fatal makes the application unhealthy: rows would reach the wrong tenant.
 */
final class DoctorHealthIndicator extends AbstractHealthIndicator {

	private final ObjectProvider<Doctor> doctor;

	DoctorHealthIndicator(ObjectProvider<Doctor> doctor) {
		this.doctor = doctor;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		this.doctor.getObject()
			.latest()
			.ifPresentOrElse((report) -> tell(builder, report),
					() -> builder.unknown().withDetail("doctor", "waiting"));
	}

	private static void tell(Health.Builder builder, DoctorReport report) {
		boolean fatal = troubles(report).anyMatch((finding) -> finding.severity() == DoctorSeverity.FATAL);
		List<String> ids = troubles(report).map(DoctorFinding::id).distinct().toList();
		(fatal ? builder.down() : builder.up()).withDetail("doctor", report.status()).withDetail("findings", ids);
	}

	private static Stream<DoctorFinding> troubles(DoctorReport report) {
		return report.findings().stream().filter((finding) -> finding.status() != DoctorStatus.PASS);
	}

}
