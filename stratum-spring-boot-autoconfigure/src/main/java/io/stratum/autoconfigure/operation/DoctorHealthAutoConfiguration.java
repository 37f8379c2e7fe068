package io.stratum.autoconfigure.operation;

import io.stratum.autoconfigure.isolation.DoctorAutoConfiguration;
import io.stratum.isolation.doctor.Doctor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Adds what the doctor found last to the health of the application.
 */
@AutoConfiguration(after = DoctorAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(Doctor.class)
@ConditionalOnEnabledHealthIndicator("stratum")
public final class DoctorHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "stratumHealthIndicator")
	HealthIndicator stratumHealthIndicator(ObjectProvider<Doctor> doctor) {
		return new DoctorHealthIndicator(doctor);
	}

}
