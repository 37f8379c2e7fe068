package io.stratum.autoconfigure.operation;

import java.util.Map;

import io.stratum.isolation.doctor.Doctor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * What operators may look at: names and counts, never values, secrets or rows.
 */
@Endpoint(id = "stratum")
final class StratumEndpoint {

	private final ObjectProvider<Doctor> doctor;

	StratumEndpoint(ObjectProvider<Doctor> doctor) {
		this.doctor = doctor;
	}

	/**
	 * Examines one section.
	 * @param section its name: {@code doctor} or {@code sarif}
	 * @return what is found, or {@code null} if there is no such section
	 */
	@ReadOperation
	@Nullable Map<String, Object> section(@Selector String section) {
		Doctor present = this.doctor.getIfAvailable();
		if (present == null) {
			return null;
		}
		return switch (section) {
			case "doctor" -> present.examine().toMap();
			case "sarif" -> present.examine().toSarif();
			default -> null;
		};
	}

}
