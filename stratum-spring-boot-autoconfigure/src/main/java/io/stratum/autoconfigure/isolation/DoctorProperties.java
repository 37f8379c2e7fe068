package io.stratum.autoconfigure.isolation;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import io.stratum.isolation.doctor.DoctorMode;
import io.stratum.isolation.doctor.DoctorSuppression;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the doctor.
 *
 * @param mode Effect of errors on the start (ENFORCE, REPORT).
 * @param interval Time between runs; 0 for none after the start.
 * @param placements Places of tenants read in one run, of which the next run reads
 * others.
 * @param suppress Reasons for accepting findings, by id of the check.
 */
@ConfigurationProperties("stratum.doctor")
record DoctorProperties(@DefaultValue("ENFORCE") DoctorMode mode, @DefaultValue("15m") Duration interval,
		@DefaultValue("10") int placements, @DefaultValue Map<String, String> suppress) {

	Collection<DoctorSuppression> suppressions() {
		return this.suppress.entrySet()
			.stream()
			.map((entry) -> new DoctorSuppression(entry.getKey(), null, entry.getValue()))
			.toList();
	}

}
