package io.stratum.autoconfigure.operation;

import io.stratum.autoconfigure.isolation.DoctorAutoConfiguration;
import io.stratum.isolation.doctor.Doctor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Opens the actuator endpoint {@code stratum}.
 */
@AutoConfiguration(after = DoctorAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(Doctor.class)
@ConditionalOnAvailableEndpoint(StratumEndpoint.class)
public final class StratumEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StratumEndpoint stratumEndpoint(ObjectProvider<Doctor> doctor) {
		return new StratumEndpoint(doctor);
	}

}
